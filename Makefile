# `make help` lists the targets.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export GOFLAGS ?= -buildvcs=false
BIN := bin/server
LINT := bin/golangci-lint
# Days told in real Chromium, web/e2e/*.mjs, two at a time: the longest first. The one that judges moving pictures by
# their time is told alone before them.
ALONE := run
STORIES := person steps phone cutsCity roles phoneScreens room desk ring maps cutsDesk figures staff review team cutsPerson deskScreens reports steady nodes guide intake partners
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

.PHONY: help run test check setup web assets face build lint fmt generate verify test-go test-race test-web test-browser fuzz bench loadtest screenshots handbook notice image clean

help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(BIN) face ## build everything and start a demo city; prints addresses and logins
	@exec $(BIN) demo --data-dir var/demo $(ARGS)

test: setup ## everything: rules, stores on both engines, sessions, fakes, real Chromium
	@scripts/test.sh

check: fmt lint verify test-go ## the fast checks before a commit

setup: face ## install what the tests need, where that is allowed
	@scripts/fetch-faces.sh || true
	@scripts/setup.sh

web/node_modules/.package-lock.json: web/package-lock.json
	@# not "npm ci": it wants every platform's optional package in the lock file, also those no mirror has
	cd web && npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

web/.built: web/node_modules/.package-lock.json $(filter-out web/.built,$(WEB_SOURCES))
	cd web && npm run --silent build
	@touch $@

web: web/.built ## build console and phone

assets: ## fetch the font of the attendance sheet (pinned)
	@scripts/fetch-font.sh

face: ## fetch the face engine and its models (pinned); without them the server says face=off
	@scripts/fetch-face.sh || true

$(BIN): web/.built assets $(shell find . -name '*.go' -not -path './web/node_modules/*' -not -path './tools/*' 2>/dev/null) go.mod go.sum
	go build -o $@ ./cmd/server

build: $(BIN) ## build the server with its web pages

$(LINT): tools/go.mod tools/go.sum
	@mkdir -p bin
	cd tools && go build -o ../$(LINT) github.com/golangci/golangci-lint/v2/cmd/golangci-lint

lint: $(LINT) ## golangci-lint
	$(LINT) run ./...

fmt: $(LINT) ## format Go and TypeScript
	$(LINT) fmt ./...
	cd web && npx --no-install biome format --write --log-level=error .

generate: ## write what is generated: API contracts, schema of signalling, settings page, TypeScript types
	@scripts/generate.sh

verify: generate ## fail when something generated is stale
	@test -z "$$(git status --porcelain -- api docs/ops/config.md web/shared)" || { git status --short -- api docs web/shared; echo 'generated files are stale: commit what make generate wrote'; exit 1; }

test-go: ## Go tests
	go test ./...

test-race: ## Go tests with the race detector
	go test -race ./...

test-web: web/node_modules/.package-lock.json ## types, lint, unit tests, keys and budgets of web/
	cd web && npm run --silent check

test-browser: $(BIN) ## a real officer and two real phones in Chromium
	@LANES=1 scripts/stories.sh $(ALONE)
	@scripts/stories.sh $(STORIES)

fuzz: ## every fuzz target for half a minute
	@scripts/fuzz.sh 30s

bench: ## measure beside the limit, in one run
	go test -run '^$$' -bench . -benchmem ./signaling/sfu ./internal/store ./internal/schedule ./internal/identity/onnx
	DIANDAO_SCALE_PERSONS=1000000 DIANDAO_SCALE_DUE=5000 go test -run '^$$' -bench "Opening|Submission" -benchtime 1x -timeout 30m ./test/scale

loadtest: ## media beside a bare forwarder on the same packets: a page, a thousand phones, a storm, a bad network
	go build -o bin/loadtest ./cmd/server
	bin/loadtest loadtest rollcall --phones 100 --page 20 --seconds 10 --runs 3
	bin/loadtest loadtest rollcall --phones 1000 --idle --full --seconds 5 --runs 1
	bin/loadtest loadtest rollcall --phones 50 --page 20 --storm 500 --seconds 5 --runs 1
	bin/loadtest loadtest netem --against bare

screenshots: $(BIN) ## all pictures of the guide anew, in both languages
	cd web && npm run --silent screenshots

handbook: ## write the guide as static pages into bin/docs
	go run ./cmd/handbook bin/docs

notice: ## list the licences of what the server is built from
	@scripts/notice.sh

image: ## the container image
	docker build -t diandao .

clean: ## remove what was built
	rm -rf bin web/.built web/*/dist/*
