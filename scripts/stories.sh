#!/usr/bin/env bash
# Tells the stories named (web/e2e/NAME.mjs) in real Chromium, LANES at a time (two when not set), the first named
# first. What one prints comes in one piece when it ends; the first that fails ends the run.
set -euo pipefail
cd "$(dirname "$0")/../web"

tell() {
  local log started=$SECONDS rc=0
  log=$(mktemp)
  timeout --kill-after 10 900 node "e2e/$1.mjs" >"$log" 2>&1 || rc=$?
  printf -- '-- %s (%s s%s)\n%s\n' "$1" $((SECONDS - started)) "$([[ $rc == 0 ]] || echo ", exit $rc")" "$(<"$log")"
  rm -f "$log"
  [[ $rc == 0 ]] || return 255 # has xargs start no other
}
export -f tell

printf '%s\n' "$@" | xargs -P "${LANES:-2}" -I{} bash -c 'tell "$1"' _ {}
