//! Tables of cases under a duty. What the facts and answers mean is the planner's business; here they only have to be there.

use std::sync::Arc;

use super::block::BlockReader;
use super::page::RawRow;
use crate::model::{Case, Place};

const HEADINGS: [&str; 4] = ["案例", "事实", "日期", "结果"];

/// The words with which an answer may begin.
const ANSWERS: [&str; 6] = ["不适用", "已履行", "待办", "逾期", "违反", "未知"];

pub(super) fn read(reader: &mut BlockReader) -> Vec<Case> {
    let mut rows = reader.block.cases.iter();
    let Some(head) = rows.next() else { return Vec::new() };
    let file = Arc::clone(&reader.block.file);
    let place = |line| Place { file: Arc::clone(&file), line };
    let is_rule = |row: &RawRow| row.cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| c == '-' || c == ':'));
    if head.cells != HEADINGS || !rows.next().is_some_and(is_rule) {
        let en = "a table of cases begins with `| 案例 | 事实 | 日期 | 结果 |` and `|---|---|---|---|`";
        reader.errors.push(place(head.line), "案例表以“| 案例 | 事实 | 日期 | 结果 |”和“|---|---|---|---|”两行开头", en);
        return Vec::new();
    }
    let mut cases = Vec::new();
    for row in rows {
        match case(row, place(row.line)) {
            Ok(case) => cases.push(case),
            Err((zh, en)) => reader.errors.push(place(row.line), zh, en),
        }
    }
    cases
}

fn case(row: &RawRow, place: Place) -> Result<Case, (String, String)> {
    let [name, facts, day, expected] = row.cells.as_slice() else {
        let found = row.cells.len();
        return Err((format!("案例要有四格，这里有 {found} 格"), format!("a case has four cells; this one has {found}")));
    };
    if name.is_empty() || facts.is_empty() {
        return Err((
            "案例名和事实不能空；没有其他事实写“无”".to_owned(),
            "a case has a name and facts; write `无` when there are no further facts".to_owned(),
        ));
    }
    let day = day
        .parse()
        .map_err(|_| (format!("“{day}”不是日期，请写成 2026-11-20"), format!("`{day}` is not a day; write it as 2026-11-20")))?;
    if let Some(answer) = expected.split('；').find(|answer| !ANSWERS.iter().any(|word| answer.trim().starts_with(word))) {
        let list = ANSWERS.join("、");
        let en = format!("the answer `{answer}` begins with none of {list}; several answers are separated by `；`");
        return Err((format!("结果“{answer}”要以这些词之一开头：{list}；多个结果用“；”隔开"), en));
    }
    Ok(Case { name: name.clone(), facts: facts.clone(), day, expected: expected.clone(), place })
}
