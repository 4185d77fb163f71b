#!/usr/bin/env bash
# Tells the stories named (web/e2e/NAME.mjs) in real Chromium, LANES at a time (two when not set), the first named
# first. What one prints comes in one piece when it ends. The first that fails ends the run, and is printed last.
set -euo pipefail
cd "$(dirname "$0")/../web"

logs=$(mktemp -d)
export logs
trap 'rm -rf "$logs"' EXIT

tell() {
  local log=$logs/$1 started=$SECONDS rc=0
  timeout --kill-after 10 900 node "e2e/$1.mjs" >"$log" 2>&1 || rc=$?
  if [[ $rc != 0 ]]; then
    mv "$log" "$log.failed"
    printf -- '-- %s failed (%s s, exit %s)\n' "$1" $((SECONDS - started)) "$rc"
    return 255 # has xargs start no other
  fi
  printf -- '-- %s (%s s)\n%s\n' "$1" $((SECONDS - started)) "$(<"$log")"
}
export -f tell

rc=0
printf '%s\n' "$@" | xargs -P "${LANES:-2}" -I{} bash -c 'tell "$1"' _ {} || rc=$?
for log in "$logs"/*.failed; do
  [[ -e $log ]] || continue
  printf -- '-- what %s said\n%s\n' "$(basename "$log" .failed)" "$(<"$log")"
done
exit "$rc"
