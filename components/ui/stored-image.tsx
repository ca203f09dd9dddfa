import Image from "next/image";
import { cx } from "./cx";

type StoredImageProps = {
	sha256: string;
	alt: string;
	className?: string;
	/** Seen at once, so fetched at once. */
	priority?: boolean;
};

/** A rendered picture, 4:5, as it lies in the media store: exactly the bytes that would be published. */
export function StoredImage(props: StoredImageProps) {
	const { sha256, alt, className, priority = false } = props;
	return (
		<Image
			unoptimized
			src={`/media/${sha256}`}
			alt={alt}
			width={1080}
			height={1350}
			loading={priority ? "eager" : "lazy"}
			className={cx("h-auto w-full", className)}
		/>
	);
}
