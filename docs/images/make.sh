#!/usr/bin/env bash
# Makes the pictures of README from a run on the samples, in a folder of its own. From the project's folder:
#   docs/images/make.sh
# Needs chromium and LibreOffice Calc. QOF names the command, ./qof if not set.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
qof=${QOF:-./qof}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
options="-Dqof.terminal=out -Dqof.columns=80"
$qof run --lake "$room/before" --published "$room/before-published" >"$room/first.txt" 2>&1 # builds, warms up
QOF_JAVA_OPTS=$options $qof run --lake "$room/lake" --published "$room/published" >"$room/out" 2>"$room/err"
$qof publish --quiet --year 2023-24 --lake "$room/lake" --out "$room/publication" >/dev/null

shot() { # FILE PICTURE WIDTH HEIGHT
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb \
    --window-size="$3,$4" --screenshot="$here/$2" "file://$1" >/dev/null 2>&1
}

{
  echo '<meta charset="utf-8"><style>body{margin:0;background:#1b1d23;color:#e6e6e6}pre{margin:16px;font:14px/1.35 "DejaVu Sans Mono",monospace}b{color:#fff}</style><pre>$ ./qof run'
  cat "$room/err" "$room/out" | sed -e "s|$room|…|g" -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/\x1b\[1m/<b>/g' -e 's/\x1b\[0m/<\/b>/g'
  echo '</pre>'
} >"$room/terminal.html"
shot "$room/terminal.html" terminal.png 800 580
shot "$room/publication/2023-24/report.html" report.png 1100 900
soffice --headless "-env:UserInstallation=file://$room/office" --convert-to pdf --outdir "$room" \
  "$room/publication/2023-24/workbooks/qof-2324-nat-reg-ach-prev-pca.xlsx" >/dev/null 2>&1
pdftoppm -png -r 110 -x 20 -y 30 -W 1160 -H 260 -f "${SHEET:-6}" -l "${SHEET:-6}" -singlefile "$room/qof-2324-nat-reg-ach-prev-pca.pdf" "$here/workbook"
