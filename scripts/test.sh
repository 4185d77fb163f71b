#!/usr/bin/env bash
# The whole test: what CI runs. With CI=true a skipped test is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

export GOGC=400 # compiler, linter and tests collect less often: memory for time

stage() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

# the linter is built while packages are fetched; what is generated comes before what is built from it, or all of that
# would be built again
stage "generated files are fresh"
make --no-print-directory bin/golangci-lint &
make --no-print-directory web/node_modules/.package-lock.json verify
wait $!

stage "web: build, types, lint, unit tests, keys, budgets"
make --no-print-directory web test-web

stage "server: build"
make --no-print-directory build

stage "go vet and lint"
go vet ./...
make --no-print-directory lint

# Each test once: with the race detector where goroutines meet, without it elsewhere. The days told on both engines wait
# more than they reckon, so they go beside the race detector.
stage "go test"
raced=(./signaling/... ./internal/redisx/... ./internal/jobqueue/... ./internal/app/... ./internal/consoleapi/...)
days=./test/scenarios
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
mapfile -t plain < <(go list ./... | grep -vxFf <(go list "${raced[@]}" "$days"))
rc=0
go test -json -vet=off "${plain[@]}" >"$logs/plain" || rc=$?
go test -json -vet=off -parallel 4 -timeout 20m "$days" >"$logs/days" &
go test -json -vet=off -race "${raced[@]}" >"$logs/raced" || rc=$?
go test -json -vet=off -race ./internal/store -run TestTx_ >"$logs/transactions" || rc=$?
wait $! || rc=$?
cat "$logs"/* >"$logs/all"
scripts/testlog.py "$logs/all"
[[ $rc == 0 ]]

stage "browser: an officer and two phones in Chromium"
make --no-print-directory test-browser

stage "done"
