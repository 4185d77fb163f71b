#!/usr/bin/env bash
# Writes everything that is generated and committed.
set -euo pipefail
cd "$(dirname "$0")/.."
go run ./cmd/openapi
go run -tags noweb ./cmd/server config doc > docs/ops/config.md
go test ./signaling/protocol -run Schema -update >/dev/null
if [[ -d web/node_modules ]]; then (cd web && npm run --silent generate); fi
