#!/usr/bin/env bash
# run.sh DIR [ENVIRONMENT]: deploys DIR through both back ends, each on an emulator of its own, and
# compares what then stands. Exit: 0 equal, 1 a deployment failed or the estates differ.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:?usage: run.sh DIR [ENVIRONMENT]}
environment=${2:-dev}
python=${PYTHON:-python3}
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT

deploy() {
  "$python" "$here/deploy.py" "$dir" --target "$1" --environment "$environment" \
    --state "$state/$1" --estate "$state/$1.json" --jobs "${E2E_JOBS:-4}" 2>&1 | sed -u "s/^/[$1] /" >&2
}

# Terraform mostly waits, so CloudFormation costs no time of its own beside it.
deploy terraform &
terraform=$!
failed=0
deploy cloudformation || failed=1
wait "$terraform" || failed=1
if [[ -f $state/terraform.json && -f $state/cloudformation.json ]]; then
  "$python" "$here/compare.py" "$state/cloudformation.json" "$state/terraform.json" || failed=1
  if [[ -n ${E2E_ESTATES:-} ]]; then
    mkdir -p "$E2E_ESTATES"
    cp "$state"/*.json "$E2E_ESTATES"
  fi
fi
exit "$failed"
