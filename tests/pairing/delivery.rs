//! What pipelines consist of. The artifacts of an action, and where they are kept, have a spelling of
//! their own in each dialect, and so stand here twice.

use serde_json::json;

use crate::resources::{Row, trust};

/// Each after those it refers to.
pub(crate) fn rows() -> Vec<Row> {
    vec![
        (
            "build-role",
            "iam/role",
            json!({"name": "pairing-build", "assume_role_policy": trust("codebuild.amazonaws.com")}),
        ),
        (
            "tokens",
            "iam/oidc-provider",
            json!({"url": "https://tokens.pairing.example", "client_id_list": ["sts.amazonaws.com", "pairing-client"],
                   "thumbprint_list": ["0123456789abcdef0123456789abcdef01234567"],
                   "tags": {"Purpose": "tokens to compare"}}),
        ),
        (
            "delivery-role",
            "iam/role",
            json!({"name": "pairing-delivery", "assume_role_policy": trust("codepipeline.amazonaws.com")}),
        ),
        (
            "starter-role",
            "iam/role",
            json!({"name": "pairing-starter", "assume_role_policy": trust("events.amazonaws.com")}),
        ),
        (
            "project",
            "codebuild/project",
            json!({"name": "pairing-project", "description": "Project of pairing", "service_role": "<build-role.arn>",
                   "build_timeout": 47, "queued_timeout": 23, "encryption_key": "<key.arn>",
                   "artifacts": {"type": "CODEPIPELINE"},
                   "environment": {"type": "ARM_CONTAINER", "compute_type": "BUILD_GENERAL1_LARGE",
                       "image": "aws/codebuild/amazonlinux-aarch64-standard:3.0",
                       "image_pull_credentials_type": "SERVICE_ROLE", "privileged_mode": true,
                       "environment_variables": [{"name": "REPOSITORY", "value": "pairing/image", "type": "PLAINTEXT"}]},
                   "source": {"type": "CODEPIPELINE", "buildspec": "version: 0.2"},
                   "logs_config": {"cloudwatch_logs": {"status": "ENABLED", "group_name": "<log-group.name>", "stream_name": "pairing-stream"}},
                   "tags": {"Purpose": "project to compare"}}),
        ),
        (
            "pipeline",
            "codepipeline/pipeline",
            json!({"name": "pairing-pipeline", "role_arn": "<delivery-role.arn>", "pipeline_type": "V2", "execution_mode": "QUEUED",
                   "artifact_store": {"type": "S3", "location": "<bucket.name>", "encryption_key": {"id": "<key.arn>", "type": "KMS"}},
                   "artifact_stores": [{"type": "S3", "location": "<bucket.name>", "encryption_key": {"id": "<key.arn>", "type": "KMS"}}],
                   "stages": [
                       {"name": "take", "actions": [
                           {"name": "commit", "category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection", "version": "1",
                            "configuration": {"ConnectionArn": "arn:aws:codeconnections:us-east-1:123456789012:connection/0b1c2d3e-1111-2222-3333-444455556666",
                                "FullRepositoryId": "pairing/repository", "BranchName": "trunk"},
                            "run_order": 3, "namespace": "taken",
                            "output_artifacts": [{"name": "pairing-files"}], "output_artifact_names": ["pairing-files"]}]},
                       {"name": "make", "actions": [
                           {"name": "compile", "category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1",
                            "configuration": {"ProjectName": "<project.name>"},
                            "run_order": 5, "role_arn": "<starter-role.arn>",
                            "input_artifacts": [{"name": "pairing-files"}], "input_artifact_names": ["pairing-files"],
                            "output_artifacts": [{"name": "pairing-made"}], "output_artifact_names": ["pairing-made"]}],
                        "on_failure": {"result": "ROLLBACK"}}],
                   "triggers": [{"provider_type": "CodeStarSourceConnection", "git_configuration": {"source_action_name": "commit",
                       "push": [{"branches": {"includes": ["trunk-*"], "excludes": ["trunk-old"]},
                                 "file_paths": {"includes": ["pairing/**"], "excludes": ["**/*.md"]}}]}}],
                   "tags": {"Purpose": "pipeline to compare"}}),
        ),
        (
            "rule",
            "events/rule",
            json!({"name": "pairing-rule", "description": "Rule of pairing", "state": "ENABLED",
                   "event_pattern": {"source": ["aws.codecommit"], "detail": {"referenceName": ["pairing-branch"]}},
                   "targets": [{"target_id": "pairing-target", "arn": "arn:<partition>:codepipeline:<region>:<account>:pairing-pipeline",
                       "role_arn": "<starter-role.arn>"}],
                   "tags": {"Purpose": "rule to compare"}}),
        ),
    ]
}
