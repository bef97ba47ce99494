//! The first sheet of every workbook: how to fill it in, in both languages, and what each of the other sheets is for.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};
use shouwang_domain::register::RegisterDef;

use super::style::{Style, width};

/// The name of the guide's sheet.
pub(crate) const GUIDE: &str = "说明";

/// The name of the hidden sheet that holds the words of long drop-downs.
pub(crate) const LISTS: &str = "选项";

const LINES: &[(&str, &str)] = &[
    (
        "每个登记表一张工作表，一行写一件事。请不要改工作表名和表头；用不到的列可以整列删去，已有的内容不会因此丢失。",
        "One sheet per register, one row per fact. Keep the names of sheets and headings; a column that is not needed may be deleted as a whole, what is known of it stays.",
    ),
    (
        "橙色表头必须填写，其余不知道就留空。鼠标停在表头上可看填写说明。",
        "Orange headings have to be filled in; leave the others empty when unknown. Rest the mouse on a heading to read what to write.",
    ),
    (
        "编号以“例”开头的行是示例，导入时跳过，并告诉您跳过了几行；可以保留，也可以删去。",
        "Rows whose code begins with 例 are examples: the import passes them over and says how many there were. Keep or delete them.",
    ),
    (
        "引用别的表（单位、信息系统等）时，写那一行的编号。同一次导入中新增的编号也可以引用。",
        "To refer to a row of another sheet (a unit, a system …), write its code. Codes added in the same import may be referred to as well.",
    ),
    (
        "日期写成 2026-11-20。截止日当天仍然有效。可填多项的格子用“、”隔开。是与否写“是”或“否”。",
        "Write days like 2026-11-20. The last day still counts. Separate several choices by 、. Write 是 or 否 (yes or no) for a flag.",
    ),
    (
        "情况变了：用同一编号另起一行，写新的起始日。原来填错了：改正原来那一行再导入。整行不该有：在“撤回”列写“是”。",
        "When things change, add a row with the same code and the new first day. When a row was wrong, correct it and import again. When it should not be there at all, write 是 (yes) in the column 撤回.",
    ),
    (
        "不要用公式和合并单元格。先预览，全部正确才会写入；有一处不对，就什么也不写入。",
        "Use neither formulas nor merged cells. The import shows first what it would do; it writes everything or, when one cell is wrong, nothing.",
    ),
];

/// Whether a sheet of this name is one that the workbook brings itself and that holds no facts.
pub(crate) fn is_own_sheet(name: &str) -> bool {
    [GUIDE, LISTS].contains(&name.trim())
}

/// Fills in the guide's sheet, for a workbook of these registers.
pub(crate) fn write(sheet: &mut Worksheet, style: &Style, registers: &[&RegisterDef]) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(GUIDE)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 60)?.set_column_width(2, 70)?.set_column_width(3, 20)?;
    sheet.write_string_with_format(0, 0, "怎样填写", &style.heading)?;
    sheet.write_string_with_format(0, 1, "", &style.heading)?.write_string_with_format(0, 2, "How to fill in", &style.heading)?;
    let mut row = 1;
    for (zh, en) in LINES {
        sheet.write_string_with_format(row, 1, *zh, &wrapped)?.write_string_with_format(row, 2, *en, &wrapped)?;
        sheet.set_row_height(row, 15 * (width(en) / 66 + 1))?;
        row += 1;
    }
    row += 1;
    for (column, title) in (0_u16..).zip(["工作表 Sheet", "写什么", "What it holds", "条款 Articles"]) {
        sheet.write_string_with_format(row, column, title, &style.heading)?;
    }
    for def in registers {
        row += 1;
        sheet.write_string(row, 0, format!("{} {}", def.label.zh, def.label.en))?;
        sheet.write_string_with_format(row, 1, def.help.zh, &wrapped)?.write_string_with_format(row, 2, def.help.en, &wrapped)?;
        sheet.write_string(row, 3, def.article)?;
    }
    Ok(())
}
