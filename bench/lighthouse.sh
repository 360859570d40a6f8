#!/usr/bin/env bash
# Judges the page by Lighthouse, as a phone and as a desktop: bench/lighthouse.sh [ADDRESS] [FOLDER FOR THE REPORTS]
# Needs Node 18.20 or later, npm, and Chromium (another one: CHROME_PATH). The server has to run; compare figures from a machine at rest only.
set -euo pipefail

address=${1:-http://127.0.0.1:5080/}
folder=${2:-.lighthouse}
export CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium}
mkdir -p "$folder"

for form in mobile desktop; do
  preset=()
  [ "$form" = desktop ] && preset=(--preset=desktop)
  npx --yes lighthouse@12.8.2 "$address" "${preset[@]}" --quiet --only-categories=performance,accessibility,best-practices \
    --chrome-flags="--headless=new --no-sandbox --disable-gpu" --output=json --output=html --output-path="$folder/$form"
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const scores = Object.values(report.categories).map(category => `${category.title} ${Math.round(category.score * 100)}`);
    const metrics = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]
      .map(id => `${report.audits[id].title} ${report.audits[id].displayValue}`);
    console.log(`${process.argv[2]}: ${[...scores, ...metrics].join(", ")}`);
  ' "$folder/$form.report.json" "$form"
done
