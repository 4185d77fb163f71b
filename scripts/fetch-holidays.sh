#!/usr/bin/env bash
# Writes the public holidays and make-up working days of China, as announced, to internal/schedule/calendar_cn.csv
# from the npm package holiday-calendar (MIT), pinned by sha256. Run it when a new year has been announced.
set -euo pipefail
cd "$(dirname "$0")/.."
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
(cd "$tmp" && npm pack --silent holiday-calendar@1.3.3 >/dev/null 2>&1)
echo "a2ccab972a70fc58410ff8f45b5c4ab749527055218069cff49750a18543d027  $tmp/holiday-calendar-1.3.3.tgz" | sha256sum --quiet -c -
tar xzf "$tmp"/holiday-calendar-1.3.3.tgz -C "$tmp"
python3 - "$tmp/package/data/CN" > internal/schedule/calendar_cn.csv <<'P'
import json, sys
kinds = {"public_holiday": "holiday", "transfer_workday": "make_up_day"}
for year in range(2024, 2027):
    for d in json.load(open(f"{sys.argv[1]}/{year}.json"))["dates"]:
        print(f'{d["date"]},{kinds[d["type"]]},{d["name_cn"]}')
P
