#!/usr/bin/env python3
"""Reads the JSON lines of `go test -json`: prints failures with their output, each skip with its reason,
and a closing count. With CI=true a skipped test is a failure."""

import collections
import json
import os
import sys

output = collections.defaultdict(list)
count = collections.Counter()
running = set()
bad = False
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    try:
        event = json.loads(line)
    except json.JSONDecodeError:
        print(line, end="")
        continue
    key = (event.get("Package"), event.get("Test"))
    action = event["Action"]
    if key[1] and action == "run":
        running.add(key)
    elif key[1] and action in ("pass", "fail", "skip"):
        running.discard(key)
    if action in ("output", "build-output"):
        output[key].append(event.get("Output", ""))
    elif action in ("fail", "skip") or action == "build-fail":
        if key[1] or action != "skip":
            print(f"--- {action}: {key[0]} {key[1] or ''}")
            print("".join(output[key])[-6000:])
            if not key[1]:  # a process that ended in the middle leaves tests behind that never ended
                for test in sorted(t for p, t in running if p == key[0]):
                    print(f"--- did not end: {key[0]} {test}")
                    print("".join(output[(key[0], test)])[-6000:])
            bad = bad or action != "skip" or os.environ.get("CI") == "true"
    if key[1] and action in ("pass", "fail", "skip"):
        count[action] += 1

print(f"{count['pass']} passed, {count['fail']} failed, {count['skip']} skipped")
sys.exit(1 if bad else 0)
