#!/usr/bin/env bash
# Fetches Noto Sans SC (SIL Open Font License 1.1) for the attendance sheet from npm into
# internal/report/font, pinned by version and sha256; it is embedded at build time and never committed.
# Does nothing when the files are there already.
set -euo pipefail
cd "$(dirname "$0")/../internal/report/font"

package=@expo-google-fonts/noto-sans-sc@0.4.3
sums='d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16  NotoSansSC-Regular.ttf
b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a  NotoSansSC-Medium.ttf'

sha256sum --check --status <<<"$sums" 2>/dev/null && exit 0
command -v npm >/dev/null || { echo 'npm is needed to fetch the font of the attendance sheet' >&2; exit 1; }

echo "fetching the font of the attendance sheet, $package"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=$PWD
cd "$work"
npm pack --silent --loglevel=error "$package" >/dev/null
tar xzf ./*.tgz package/400Regular/NotoSansSC_400Regular.ttf package/500Medium/NotoSansSC_500Medium.ttf
mv package/400Regular/NotoSansSC_400Regular.ttf NotoSansSC-Regular.ttf
mv package/500Medium/NotoSansSC_500Medium.ttf NotoSansSC-Medium.ttf
sha256sum --check --quiet <<<"$sums" || { echo 'the font is not the one that was pinned; nothing was kept' >&2; exit 1; }
mv NotoSansSC-*.ttf "$home"
