#!/bin/sh
# The main job on real input: checks the law, makes a sample county, says what everyone there must do, explains one duty, and serves it.
# `run.sh [zh|en] [yes|no]`, the latter for serving, which is left out where nobody sits at a terminal; the binary has been built before. Writes to data/sample only, which is made anew each time.
set -u
cd "$(dirname "$0")/.."

language=${1:-zh}
serve=${2:-yes}
address=127.0.0.1:8080
page=http://localhost:8080
day=2026-11-20
county=433130
sample=data/sample
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
binary=$target/release/shouwang
binary=${binary#"$PWD"/}

# Says the one or the other.
say() {
    if [ "$language" = en ]; then echo "$2"; else echo "$1"; fi
}

# Shows a command and runs it. Exit 1 means that it found something wrong, which is its job; anything above ends this script.
shouwang() {
    printf '\n$ shouwang %s\n' "$*" >&2
    "$binary" --data "$sample" --lang "$language" "$@"
    code=$?
    [ "$code" -le 1 ] || exit "$code"
}

say "── 一、核对法规数据" "── 1. Check the law"
set --
for text in ../shared/regulation/*.txt; do
    [ -f "$text" ] && set -- "$@" --text "$text"
done
[ $# -gt 0 ] || say "公布文本不在 ../shared/regulation，只核对数据本身" "the official texts are not in ../shared/regulation; the data is checked by itself"
shouwang law check "$@"
[ "$code" -eq 0 ] || exit "$code"

say "" ""
say "── 二、做一个样例县（$sample，每次重做）" "── 2. Make a sample county ($sample, made anew each time)"
rm -rf "$sample"
made=$(shouwang demo --size county --today "$day" --accounts) || exit
# The accounts are shown at the end, where one looks for them.
printf '%s\n' "$made" | head -n 1
accounts=$(printf '%s\n' "$made" | tail -n +2)

say "" ""
say "── 三、$day 的义务：先看全县，再看其中一个单位违反了什么" "── 3. The duties on $day: the county in one line, then what one unit has broken"
duties=$(shouwang duties --as-of "$day" --division "$county" --rows 1) || exit
printf '%s\n' "$duties" | tail -n 1
# In the CSV, column 1 is the duty's full name, 5 the subject's code, 6 its name, 7 the unit. Bodies for show are passed over.
breached=$("$binary" --data "$sample" duties --as-of "$day" --division "$county" --status breached --format csv | grep -v 展示 | cut -d , -f 1,5,7)
one=$(printf '%s\n' "$breached" | grep -m 1 logs-internet || printf '%s\n' "$breached" | sed -n 2p)
duty=${one%%,*} unit=${one##*,} subject=${one#*,} subject=${subject%,*}
shouwang duties --as-of "$day" --unit "$unit" --status breached --rows 20

say "" ""
say "── 四、其中一项为什么" "── 4. One of them, and why"
shouwang explain "$duty" "$subject" --as-of "$day"

say "" ""
say "── 五、换成自己的数据" "── 5. Now with your own data"
cat <<END
    $binary template data/registers.xlsx
    $(say "填好 data/registers.xlsx；编号以“例”开头的示例行不会导入" "fill in data/registers.xlsx; example rows, whose codes begin with 例, are not imported")
    $binary import data/registers.xlsx
    $binary import data/registers.xlsx --apply
    $binary duties
    $binary explain $(say 义务 DUTY) $(say 对象编号 SUBJECT)
END

say "" ""
say "── 六、在浏览器里看" "── 6. In the browser"
printf '%s\n' "$accounts"
if [ "$serve" != yes ] || [ ! -t 1 ]; then
    say "运行服务，然后打开 $page ：" "run the server, then open $page:"
    echo "    $binary --data $sample serve --listen $address"
    exit 0
fi
say "请打开 $page ；按 Ctrl+C 停止" "open $page; Ctrl+C stops it"
SHOUWANG_LOG=${SHOUWANG_LOG:-warn} exec "$binary" --data "$sample" --lang "$language" serve --listen "$address"
