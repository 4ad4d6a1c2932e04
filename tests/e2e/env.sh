# Source me: credentials of an account that exists only on the emulator, for the AWS command line, boto3
# and Terraform. The last twelve digits of the access key are the account.
export AWS_ACCESS_KEY_ID=AKIA0000${EMULATED_ACCOUNT:-111111111111} AWS_SECRET_ACCESS_KEY=emulator
export AWS_REGION=${AWS_REGION:-eu-west-1} AWS_DEFAULT_REGION=${AWS_REGION:-eu-west-1}
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER="" AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
export MOTO_PORT=${MOTO_PORT:-5601} CHECKPOINT_DISABLE=1
export AWS_ENDPOINT_URL=http://127.0.0.1:$MOTO_PORT
