#!/usr/bin/env bash
# deploy.sh ENVIRONMENT: deploys resizer as it is in this release, stack by stack, and waits until it
# is there. Credentials are those of the environment's deployment role.
set -euo pipefail
cd "$(dirname "$0")/../.."
ENVIRONMENT="${1:-}"
case "$ENVIRONMENT" in
  dev)
    export AWS_REGION=eu-central-1
    ;;
  prod)
    export AWS_REGION=eu-central-1
    ;;
  *)
    echo "usage: deploy.sh dev|prod" >&2
    exit 2
    ;;
esac

TOOLS="$(mktemp -d)"
(
  cd "$TOOLS"
  ARCHIVE=terraform_1.11.4_linux_arm64.zip
  SUMS=terraform_1.11.4_SHA256SUMS
  curl -sSf -O https://releases.hashicorp.com/terraform/1.11.4/$ARCHIVE -O https://releases.hashicorp.com/terraform/1.11.4/$SUMS
  grep "$ARCHIVE" "$SUMS" | sha256sum --check
  unzip -q "$ARCHIVE" terraform -d "$TOOLS"
  rm "$ARCHIVE" "$SUMS"
)
export PATH="$TOOLS:$PATH" TF_IN_AUTOMATION=1

# A plan, saved and applied.
deploy() {
  local root="terraform/$1"
  terraform -chdir="$root" init -input=false -reconfigure -backend-config="$ENVIRONMENT.tfbackend"
  terraform -chdir="$root" plan -input=false -var-file="$ENVIRONMENT.tfvars.json" -out="$ENVIRONMENT.tfplan"
  terraform -chdir="$root" apply -input=false "$ENVIRONMENT.tfplan"
}

deploy resizer-base
deploy resizer
