#!/usr/bin/env bash
# Installs what the tests need: PostgreSQL, Redis, Chromium, fonts, poppler, ffmpeg, iproute2. Only as root on Debian or
# Ubuntu; elsewhere it names what is missing, and the tests name what they skip.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A package=([chromium]=chromium [redis-server]=redis-server [initdb]=postgresql [pdftotext]=poppler-utils [ffprobe]=ffmpeg [ip]=iproute2)
missing=()
for tool in "${!package[@]}"; do
  command -v "$tool" >/dev/null || ls /usr/lib/postgresql/*/bin/"$tool" >/dev/null 2>&1 || missing+=("${package[$tool]}")
done
fc-list 2>/dev/null | grep -q 'Noto Sans CJK' || missing+=(fonts-noto-cjk)

if ((${#missing[@]})); then
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "missing, tests that need them will say so: ${missing[*]}"
  fi
fi

# the tests can do without it, for a tenth more work; not every Debian has it
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null && ! command -v chromium-headless-shell >/dev/null; then
  apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
fi
