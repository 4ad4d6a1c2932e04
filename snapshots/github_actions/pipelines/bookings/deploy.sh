#!/usr/bin/env bash
# deploy.sh ENVIRONMENT: deploys bookings as it is in this release, stack by stack, and waits until it
# is there. Credentials are those of the environment's deployment role.
set -euo pipefail
cd "$(dirname "$0")/../.."
ENVIRONMENT="${1:-}"
case "$ENVIRONMENT" in
  dev)
    export AWS_REGION=eu-west-1
    EXECUTION_ROLE=arn:aws:iam::111111111111:role/formwork/tours-dev-bookings-execution
    CANARY=arn:aws:states:eu-west-1:111111111111:execution:tours-dev-bookings-canary
    PARAMETER=/tours/dev/bookings/release
    ;;
  staging)
    export AWS_REGION=eu-west-1
    EXECUTION_ROLE=arn:aws:iam::222222222222:role/formwork/tours-staging-bookings-execution
    CANARY=arn:aws:states:eu-west-1:222222222222:execution:tours-staging-bookings-canary
    PARAMETER=/tours/staging/bookings/release
    ;;
  prod)
    export AWS_REGION=eu-west-1
    EXECUTION_ROLE=arn:aws:iam::333333333333:role/formwork/tours-prod-bookings-execution
    CANARY=arn:aws:states:eu-west-1:333333333333:execution:tours-prod-bookings-canary
    PARAMETER=/tours/prod/bookings/release
    ;;
  *)
    echo "usage: deploy.sh dev|staging|prod" >&2
    exit 2
    ;;
esac

# A change set, made and executed; that nothing changes is well.
deploy() {
  local parameters="cloudformation/$ENVIRONMENT/$1.parameters.json" tags
  mapfile -t tags < <(jq --raw-output '.Tags | to_entries[] | "\(.key)=\(.value)"' "$parameters")
  aws cloudformation deploy --stack-name "tours-$ENVIRONMENT-$1" \
    --template-file "cloudformation/$1.template.json" --parameter-overrides "file://$parameters" \
    --s3-bucket tours-bookings-pipeline-333333333333-eu-west-1 --s3-prefix "templates/$ENVIRONMENT" \
    --capabilities CAPABILITY_NAMED_IAM --role-arn "$EXECUTION_ROLE" \
    --no-fail-on-empty-changeset --tags "${tags[@]}"
}

# Runs the migrations that were deployed, and waits for them.
migrate() {
  local MACHINE EXECUTION STATUS
  MACHINE="$(aws ssm get-parameter --name "/tours/$ENVIRONMENT/bookings-migrations/machine-arn" --query Parameter.Value --output text)"
  EXECUTION="$(aws stepfunctions start-execution --state-machine-arn "$MACHINE" --query executionArn --output text)"
  STATUS=RUNNING
  while [ "$STATUS" = RUNNING ]; do
    sleep 5
    STATUS="$(aws stepfunctions describe-execution --execution-arn "$EXECUTION" --query status --output text)"
  done
  echo "$EXECUTION: $STATUS"
  [ "$STATUS" = SUCCEEDED ]
}

deploy bookings-base
deploy bookings-migrations
migrate
deploy bookings

RELEASE="$(jq --raw-output .release release.json)"
read -r VERSION CHANGED < <(aws ssm get-parameter --name "$PARAMETER" --output text \
  --query 'Parameter.[Version, LastModifiedDate]')
# The first release is deployed with its service, and has all traffic from the start.
if [ "$VERSION" = 1 ]; then exit 0; fi
# The canary that this change of the parameter began: called after the release, or after the
# version too, if the release was deployed before.
begun() {
  local name started
  for name in "$RELEASE-$VERSION" "$RELEASE"; do
    started="$(aws stepfunctions describe-execution --execution-arn "$CANARY:$name" \
      --query startDate --output text 2>/dev/null)" || continue
    if [ "$(date --date "$started" +%s)" -ge "$(date --date "$CHANGED" +%s)" ]; then
      echo "$CANARY:$name"
      return
    fi
  done
  return 1
}
for _ in $(seq 60); do
  if EXECUTION="$(begun)"; then break; fi
  sleep 10
done
if [ -z "$EXECUTION" ]; then echo "no canary of $RELEASE began" >&2; exit 1; fi
status() {
  aws stepfunctions describe-execution --execution-arn "$EXECUTION" --query status --output text
}
STATUS="$(status)"
while [ "$STATUS" = RUNNING ]; do
  sleep 15
  STATUS="$(status)"
done
echo "$EXECUTION: $STATUS"
[ "$STATUS" = SUCCEEDED ]
