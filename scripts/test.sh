#!/usr/bin/env bash
# The whole test: what CI runs. With CI=true a skipped test is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

stage() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

stage "web: build, types, lint, unit tests, keys, budgets"
make --no-print-directory web test-web

stage "server: build"
make --no-print-directory build

stage "generated files are fresh"
make --no-print-directory verify

stage "go vet and lint"
go vet ./...
make --no-print-directory lint

stage "go test"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
go test -json ./... >"$log" || { scripts/testlog.py "$log"; exit 1; }
scripts/testlog.py "$log"

stage "go test -race, where goroutines meet"
go test -race ./signaling/... ./internal/redisx/... ./internal/jobqueue/... ./internal/app/... ./internal/consoleapi/...
go test -race ./internal/store -run TestTx_

stage "browser: an officer and two phones in Chromium"
make --no-print-directory test-browser

stage "done"
