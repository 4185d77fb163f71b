#!/usr/bin/env bash
# Writes NOTICE: the licences of everything the server and its web pages are built from, by tool.
set -euo pipefail
cd "$(dirname "$0")/.."
{
  printf 'Diandao\nCopyright the Diandao authors. Licensed under the Apache License, Version 2.0.\n\n'
  printf 'The attendance sheet is set in Noto Sans SC (SIL Open Font License 1.1), embedded at build time.\n\n'
  printf 'The face engine, fetched and not part of this program, is ONNX Runtime (MIT) with models of the npm package faceplugin-face-recognition-js (MIT).\n\n'
  printf 'The public holidays of China are data of the npm package holiday-calendar (MIT).\n\n'
  printf 'Go modules (by go-licenses)\n\n'
  # The tool does not recognise the text of modernc.org/mathutil, which is the three-clause BSD licence.
  go run github.com/google/go-licenses@v1.6.0 report --ignore diandao ./cmd/server 2>/dev/null | awk -F, '{if ($1 == "modernc.org/mathutil" && $3 == "Unknown") $3 = "BSD-3-Clause"; printf "%-60s %s\n", $1, $3}' | LC_ALL=C sort
  printf '\nnpm packages in the web pages (from web/package-lock.json)\n\n'
  node -e '
    const { packages } = JSON.parse(require("fs").readFileSync("web/package-lock.json", "utf8"))
    const rows = new Set()
    for (const [path, p] of Object.entries(packages)) {
      const name = path.split("node_modules/").pop()
      if (!path.includes("node_modules/") || p.dev || p.link) continue
      rows.add(`${name}@${p.version}`.padEnd(60) + " " + (p.license ?? "unknown"))
    }
    console.log([...rows].sort().join("\n"))'
} > NOTICE
