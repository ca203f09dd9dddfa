-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "outbox_state" AS ENUM ('pending', 'delivered', 'failed');

-- CreateEnum
CREATE TYPE "operation_state" AS ENUM ('running', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'operator', 'owner', 'compliance', 'admin');

-- CreateEnum
CREATE TYPE "posting_policy" AS ENUM ('human', 'auto_clean');

-- CreateEnum
CREATE TYPE "account_state" AS ENUM ('active', 'paused');

-- CreateEnum
CREATE TYPE "gate_signal" AS ENUM ('ALLOW_AUTONOMOUS_PUBLISH', 'PUBLISH_APPROVAL_GRANTED', 'GOVERNANCE_APPROVED');

-- CreateEnum
CREATE TYPE "window_state" AS ENUM ('requested', 'withdrawn', 'closed');

-- CreateEnum
CREATE TYPE "halt_kind" AS ENUM ('operational', 'policy');

-- CreateEnum
CREATE TYPE "gate_phase" AS ENUM ('claim', 'intent', 'due');

-- CreateEnum
CREATE TYPE "gate_mode" AS ENUM ('live', 'simulated', 'held', 'stopped');

-- CreateEnum
CREATE TYPE "asset_kind" AS ENUM ('draft', 'image');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "stage_state" AS ENUM ('running', 'succeeded', 'failed', 'superseded');

-- CreateEnum
CREATE TYPE "post_state" AS ENUM ('draft', 'queued', 'claimed', 'container_ready', 'publishing', 'published', 'simulated', 'failed', 'unknown', 'held', 'needs_human', 'expired', 'cancelled', 'quarantined');

-- CreateEnum
CREATE TYPE "approval_verdict" AS ENUM ('approved', 'rejected');

-- CreateEnum
CREATE TYPE "approval_kind" AS ENUM ('human', 'policy');

-- CreateEnum
CREATE TYPE "attempt_mode" AS ENUM ('live', 'simulated');

-- CreateEnum
CREATE TYPE "response_kind" AS ENUM ('http', 'simulated', 'no_response');

-- CreateEnum
CREATE TYPE "incident_state" AS ENUM ('triage', 'active', 'mitigated', 'resolved', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "checklist_kind" AS ENUM ('daily', 'weekly');

-- CreateEnum
CREATE TYPE "checklist_state" AS ENUM ('open', 'signed', 'missed');

-- CreateTable
CREATE TABLE "setting" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "separation_of_duties" BOOLEAN NOT NULL DEFAULT true,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "audit_protection" TEXT NOT NULL DEFAULT 'unknown',
    "channel_url" TEXT,
    "channel_status" TEXT NOT NULL DEFAULT 'unset',
    "channel_error" TEXT,
    "channel_checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "test_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brake" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "brake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "session" TEXT,
    "address" TEXT,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "account_id" UUID,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "facts" JSONB,
    "trace" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "outbox_state" NOT NULL DEFAULT 'pending',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'worker',
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "environment" JSONB NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "operation_run" (
    "id" UUID NOT NULL,
    "trace" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" "operation_state" NOT NULL DEFAULT 'running',
    "summary" TEXT,
    "result" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "account_id" UUID,
    "role" "role" NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "issued_by" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "ig_user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "state" "account_state" NOT NULL DEFAULT 'active',
    "policy" "posting_policy" NOT NULL DEFAULT 'human',
    "ai_disclosure" BOOLEAN NOT NULL DEFAULT true,
    "brand" JSONB NOT NULL,
    "slots" TEXT[],
    "token_cipher" TEXT,
    "token_key_id" TEXT,
    "token_expires_at" TIMESTAMPTZ(3),
    "token_checked_at" TIMESTAMPTZ(3),
    "token_fault" TEXT,
    "breaker_until" TIMESTAMPTZ(3),
    "breaker_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit_reading" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "used_percent" INTEGER,
    "quota_usage" INTEGER,
    "quota_total" INTEGER,
    "regain_at" TIMESTAMPTZ(3),
    "raw" JSONB NOT NULL,

    CONSTRAINT "rate_limit_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price" (
    "id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price_micros" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "effective_to" TIMESTAMPTZ(3),

    CONSTRAINT "price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_event" (
    "id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "account_id" UUID,
    "run_id" UUID,
    "post_id" UUID,
    "stage" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "quantity" DECIMAL(20,6) NOT NULL,
    "estimated" BOOLEAN NOT NULL DEFAULT false,
    "price_id" UUID,
    "cost_micros" BIGINT,

    CONSTRAINT "usage_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_window" (
    "id" UUID NOT NULL,
    "account_ids" UUID[],
    "reason" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "post_cap" INTEGER,
    "state" "window_state" NOT NULL DEFAULT 'requested',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "requested_by" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,
    "swept_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "window_grant" (
    "id" UUID NOT NULL,
    "window_id" UUID NOT NULL,
    "signal" "gate_signal" NOT NULL,
    "granted_by" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "window_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "halt" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "kind" "halt_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_by_name" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT,
    "lifted_reason" TEXT,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "halt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_hold" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "reason" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_decision" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "phase" "gate_phase" NOT NULL,
    "mode" "gate_mode" NOT NULL,
    "reasons" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "window_id" UUID,
    "window_revision" INTEGER,
    "policy_version" TEXT NOT NULL,
    "approval_digest" TEXT,
    "duties" TEXT NOT NULL,

    CONSTRAINT "gate_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trend_source" (
    "id" UUID NOT NULL,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "weight" INTEGER NOT NULL DEFAULT 100,
    "etag" TEXT,
    "last_modified" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "succeeded_at" TIMESTAMPTZ(3),
    "fault" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trend_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_signal" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "score" INTEGER NOT NULL,
    "momentum" INTEGER NOT NULL,

    CONSTRAINT "source_signal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "instructions" TEXT NOT NULL,
    "layout" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy_version" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "body" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "strategy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation_rule_version" (
    "id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "rules" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moderation_rule_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation_flag" (
    "id" UUID NOT NULL,
    "run_id" UUID,
    "post_id" UUID,
    "version" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    "input_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moderation_flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "id" UUID NOT NULL,
    "run_id" UUID,
    "post_id" UUID,
    "kind" "asset_kind" NOT NULL,
    "prompt_version" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "source_signals" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "quarantined" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "dedupe_key" TEXT,
    "state" "run_state" NOT NULL DEFAULT 'queued',
    "stage" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "slot_at" TIMESTAMPTZ(3),
    "started_by" TEXT NOT NULL,
    "started_by_name" TEXT NOT NULL,
    "trace" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "post_id" UUID,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_checkpoint" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "state" "stage_state" NOT NULL,
    "input_digest" TEXT NOT NULL,
    "output" JSONB,
    "fault" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "took_ms" INTEGER,

    CONSTRAINT "stage_checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "run_id" UUID,
    "state" "post_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "format" TEXT NOT NULL DEFAULT 'image',
    "title" TEXT NOT NULL,
    "caption" TEXT NOT NULL,
    "alt_text" TEXT NOT NULL,
    "flags" JSONB NOT NULL,
    "media_sha256" TEXT[],
    "picture" JSONB NOT NULL,
    "template_version" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "policy_version" TEXT NOT NULL,
    "moderation" TEXT NOT NULL,
    "moderation_notes" JSONB NOT NULL,
    "held_why" JSONB,
    "fault" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "container_id" TEXT,
    "container_at" TIMESTAMPTZ(3),
    "media_id" TEXT,
    "permalink" TEXT,
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "recovery" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_edit" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "edited_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "post_edit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "verdict" "approval_verdict" NOT NULL,
    "kind" "approval_kind" NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_by_name" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "digest" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "policy_version" TEXT NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_intent" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "container_id" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "decision_id" UUID NOT NULL,
    "window_id" UUID,
    "window_revision" INTEGER,
    "payload_hash" TEXT NOT NULL,
    "quota_before" INTEGER,
    "known_media_ids" TEXT[],
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "called_at" TIMESTAMPTZ(3),
    "looks" JSONB NOT NULL DEFAULT '[]',
    "next_look_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "outbound_intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "intent_id" UUID,
    "decision_id" UUID NOT NULL,
    "mode" "attempt_mode" NOT NULL,
    "outcome" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "target" TEXT NOT NULL,
    "response_kind" "response_kind" NOT NULL,
    "http_status" INTEGER,
    "platform_code" TEXT,
    "error_class" TEXT,
    "message" TEXT,
    "retry_count" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "age_label" TEXT NOT NULL,
    "age_seconds" INTEGER NOT NULL,
    "collected_at" TIMESTAMPTZ(3) NOT NULL,
    "api_version" TEXT NOT NULL,
    "reach" INTEGER,
    "views" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "saves" INTEGER,
    "shares" INTEGER,
    "follows" INTEGER,
    "profile_visits" INTEGER,
    "raw" JSONB NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_day" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "collected_at" TIMESTAMPTZ(3) NOT NULL,
    "reach" INTEGER,
    "views" INTEGER,
    "likes" INTEGER,
    "comments" INTEGER,
    "saves" INTEGER,
    "shares" INTEGER,
    "profile_links_taps" INTEGER,
    "followers" INTEGER,
    "watch_time_ms" BIGINT,
    "raw" JSONB NOT NULL,

    CONSTRAINT "account_day_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collector_health" (
    "account_id" UUID NOT NULL,
    "collector" TEXT NOT NULL,
    "attempted_at" TIMESTAMPTZ(3) NOT NULL,
    "succeeded_at" TIMESTAMPTZ(3),
    "fault" TEXT,
    "received" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "collector_health_pkey" PRIMARY KEY ("account_id","collector")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "account_id" UUID,
    "title" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "state" "incident_state" NOT NULL DEFAULT 'triage',
    "version" INTEGER NOT NULL DEFAULT 1,
    "dedupe_key" TEXT NOT NULL,
    "detector" TEXT,
    "evidence" JSONB NOT NULL,
    "owner_id" UUID,
    "eta_at" TIMESTAMPTZ(3),
    "opened_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "impact_started_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "mitigated_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_eta" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "eta_at" TIMESTAMPTZ(3) NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "incident_eta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" "checklist_kind" NOT NULL,
    "day" TEXT NOT NULL,
    "state" "checklist_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checklist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_confirmation" (
    "id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "note" TEXT,
    "confirmed_by" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checklist_confirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_off" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "signed_by" UUID NOT NULL,
    "signed_name" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "summary" TEXT NOT NULL,

    CONSTRAINT "sign_off_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_prev_hash_key" ON "audit_event"("prev_hash");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_hash_key" ON "audit_event"("hash");

-- CreateIndex
CREATE INDEX "audit_event_subject_type_subject_id_idx" ON "audit_event"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_event_action_idx" ON "audit_event"("action");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_idx" ON "audit_event"("actor_id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_dedupe_key_key" ON "outbox_message"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_message_state_due_at_idx" ON "outbox_message"("state", "due_at");

-- CreateIndex
CREATE INDEX "operation_run_started_at_idx" ON "operation_run"("started_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "role_grant_person_id_idx" ON "role_grant"("person_id");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_secret_hash_key" ON "access_token"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "account_handle_key" ON "account"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "account_ig_user_id_key" ON "account"("ig_user_id");

-- CreateIndex
CREATE INDEX "rate_limit_reading_account_id_observed_at_idx" ON "rate_limit_reading"("account_id", "observed_at");

-- CreateIndex
CREATE UNIQUE INDEX "usage_event_idempotency_key_key" ON "usage_event"("idempotency_key");

-- CreateIndex
CREATE INDEX "usage_event_at_idx" ON "usage_event"("at");

-- CreateIndex
CREATE INDEX "approval_window_closes_at_idx" ON "approval_window"("closes_at");

-- CreateIndex
CREATE INDEX "window_grant_window_id_idx" ON "window_grant"("window_id");

-- CreateIndex
CREATE INDEX "gate_decision_post_id_at_idx" ON "gate_decision"("post_id", "at");

-- CreateIndex
CREATE INDEX "gate_decision_account_id_at_idx" ON "gate_decision"("account_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "trend_source_location_key" ON "trend_source"("location");

-- CreateIndex
CREATE INDEX "source_signal_observed_at_idx" ON "source_signal"("observed_at");

-- CreateIndex
CREATE UNIQUE INDEX "source_signal_source_id_external_id_key" ON "source_signal"("source_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "template_key_key" ON "template"("key");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_template_id_version_key" ON "template_version"("template_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_version_version_key" ON "strategy_version"("version");

-- CreateIndex
CREATE UNIQUE INDEX "moderation_rule_version_version_key" ON "moderation_rule_version"("version");

-- CreateIndex
CREATE INDEX "asset_sha256_idx" ON "asset"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "run_dedupe_key_key" ON "run"("dedupe_key");

-- CreateIndex
CREATE INDEX "run_state_next_attempt_at_idx" ON "run"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "run_account_id_created_at_idx" ON "run"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "stage_checkpoint_run_id_stage_idx" ON "stage_checkpoint"("run_id", "stage");

-- CreateIndex
CREATE INDEX "post_account_id_slot_at_idx" ON "post"("account_id", "slot_at");

-- CreateIndex
CREATE INDEX "post_state_slot_at_idx" ON "post"("state", "slot_at");

-- CreateIndex
CREATE INDEX "post_edit_post_id_idx" ON "post_edit"("post_id");

-- CreateIndex
CREATE INDEX "approval_post_id_decided_at_idx" ON "approval"("post_id", "decided_at");

-- CreateIndex
CREATE INDEX "outbound_intent_post_id_idx" ON "outbound_intent"("post_id");

-- CreateIndex
CREATE INDEX "outbound_intent_resolved_at_next_look_at_idx" ON "outbound_intent"("resolved_at", "next_look_at");

-- CreateIndex
CREATE INDEX "attempt_post_id_finished_at_idx" ON "attempt"("post_id", "finished_at");

-- CreateIndex
CREATE INDEX "attempt_account_id_finished_at_idx" ON "attempt"("account_id", "finished_at");

-- CreateIndex
CREATE INDEX "snapshot_account_id_collected_at_idx" ON "snapshot"("account_id", "collected_at");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_post_id_age_label_key" ON "snapshot"("post_id", "age_label");

-- CreateIndex
CREATE UNIQUE INDEX "account_day_account_id_day_key" ON "account_day"("account_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE INDEX "incident_state_idx" ON "incident"("state");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_account_id_kind_day_key" ON "checklist"("account_id", "kind", "day");

-- CreateIndex
CREATE INDEX "checklist_confirmation_checklist_id_item_idx" ON "checklist_confirmation"("checklist_id", "item");

-- CreateIndex
CREATE UNIQUE INDEX "sign_off_account_id_day_key" ON "sign_off"("account_id", "day");

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "window_grant" ADD CONSTRAINT "window_grant_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "approval_window"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trend_source" ADD CONSTRAINT "trend_source_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_checkpoint" ADD CONSTRAINT "stage_checkpoint_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_edit" ADD CONSTRAINT "post_edit_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_intent" ADD CONSTRAINT "outbound_intent_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_eta" ADD CONSTRAINT "incident_eta_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_confirmation" ADD CONSTRAINT "checklist_confirmation_checklist_id_fkey" FOREIGN KEY ("checklist_id") REFERENCES "checklist"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

