#!/usr/bin/env bash
# moto.sh start|stop|reset: the emulator for work by hand, on 127.0.0.1:${MOTO_PORT:-5601}. Ends only the
# process it started. The tests use deploy.py instead, which starts an emulator of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=${MOTO_PORT:-5601}
state=${MOTO_STATE:-target/moto-$port}
address=http://127.0.0.1:$port
case "${1:-}" in
  start)
    mkdir -p "$state"
    MOTO_PORT=$port MOTO_IAM_LOAD_MANAGED_POLICIES=true MOTO_ACM_VALIDATION_WAIT=0 \
      setsid "${PYTHON:-python3}" "$here/lib/emulator.py" -H 127.0.0.1 -p "$port" >"$state/log" 2>&1 </dev/null &
    echo $! >"$state/pid"
    for _ in $(seq 150); do
      if curl -fs -o /dev/null "$address/moto-api/data.json"; then exit 0; fi
      sleep .2
    done
    echo "the emulator did not start:" >&2
    tail "$state/log" >&2
    exit 1
    ;;
  stop)
    kill "$(cat "$state/pid")"
    rm "$state/pid"
    ;;
  reset) curl -fs -X POST "$address/moto-api/reset" >/dev/null ;;
  *)
    echo "usage: moto.sh start|stop|reset" >&2
    exit 2
    ;;
esac
