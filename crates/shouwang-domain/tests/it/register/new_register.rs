//! A register declared here, outside the crate, shows that everything follows from the declaration alone.

use serde_json::json;
use shouwang_calendar::Day;
use shouwang_domain::register::{
    Choices, Fact, FieldKind, Problem, Record, Ref, Register, Registers, Set, Shape, catalog, check_references, example_row, glossary,
    schema, validate,
};
use shouwang_domain::registers::{responsible::Responsible, unit::Unit};

/// Registers of the tests stand behind all others.
pub(super) const ORDER_OF_TESTS: u16 = 60_000;

/// A lamp that shows whether a link is up.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "信号灯",
    help = "显示链路状态的灯。",
    order = 60_000,
    article = "M12",
    from = ("安装日", "Put up on"),
    natural = [unit, number],
    check = check,
    example_from = "2026-01-05",
)]
struct SignalLamp {
    /// The unit where it hangs.
    #[field("单位", help = "灯所在的单位。", article = "M12", example = "例-U1")]
    unit: Ref<Unit>,
    /// Its number within the unit.
    #[field("序号", help = "从一开始。", range = 1..=99, example = "7")]
    number: i64,
    /// The colours that it can show.
    #[field("颜色", en = "Colours", help = "能显示的颜色。", example = "红色、绿色")]
    colours: Set<Colour>,
    /// What stands on it.
    #[field("铭牌", help = "灯上的字。", chars = 4)]
    plate: Option<String>,
    /// When it is to be replaced.
    #[field("更换日", help = "计划更换的日期。", not_before = from)]
    replaced_on: Option<Day>,
    /// Who answers for it.
    #[field(flatten)]
    responsible: Responsible,
}

/// Colours of lamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Choices)]
enum Colour {
    /// Red.
    #[choice("红色")]
    Red,
    /// Light green.
    #[choice("绿色")]
    LightGreen,
}

fn check(lamp: &Fact<SignalLamp>) -> Vec<Problem> {
    let unlucky = lamp.data.number == 13;
    unlucky.then(|| Problem::new("number", "不用13号", "There is no lamp 13")).into_iter().collect()
}

fn lamp(number: i64) -> Fact<SignalLamp> {
    let data = SignalLamp {
        unit: Ref::to("U1"),
        number,
        colours: Set::of(&[Colour::LightGreen]),
        plate: None,
        replaced_on: None,
        responsible: Responsible {
            managing_unit: Ref::to("U1"),
            building_unit: None,
            using_unit: Some(Ref::to("U2")),
            publishing_unit: None,
            division: None,
        },
    };
    Fact::declared("U1/7", Day::from_number(20_000), data)
}

#[test]
fn a_new_register_enters_the_catalog_by_its_declaration_alone() {
    let def = catalog().get("signal_lamp").expect("the derive has entered it");
    assert_eq!((def.label.zh, def.label.en), ("信号灯", "Signal lamp"));
    assert_eq!((def.help.zh, def.help.en), ("显示链路状态的灯。", "A lamp that shows whether a link is up."));
    assert_eq!((def.order, def.article, def.shape), (ORDER_OF_TESTS, "M12", Shape::State));
    assert_eq!((def.from_label.zh, def.until_label.zh), ("安装日", "截止日"));
    assert_eq!(catalog().find("信号灯").map(|def| def.name), Some("signal_lamp"));
    let names: Vec<_> = def.fields.iter().map(|field| (field.name, field.required)).collect();
    let own = [("unit", true), ("number", true), ("colours", true), ("plate", false), ("replaced_on", false)];
    let shared =
        [("managing_unit", true), ("building_unit", false), ("using_unit", false), ("publishing_unit", false), ("division", false)];
    assert_eq!(names, [own, shared].concat());
    assert_eq!(def.field("number").map(|field| field.kind), Some(FieldKind::Int { min: 1, max: 99 }));
    assert_eq!(def.field("plate").map(|field| field.kind), Some(FieldKind::Text { chars_max: 4 }));
    assert_eq!(def.field("unit").map(|field| field.kind), Some(FieldKind::Ref("unit")));
    assert_eq!(Colour::CHOICES.iter().map(|choice| (choice.id, choice.label.en)).next_back(), Some(("light_green", "Light green")));
}

#[test]
fn a_fact_of_it_becomes_a_row_and_comes_back() {
    let row = lamp(7).into_row();
    assert_eq!(Fact::from_row(&row), Ok(lamp(7)));
    let mut registers = Registers::new();
    registers.push_fact(lamp(7));
    assert_eq!(registers.facts::<SignalLamp>(), Ok(vec![lamp(7)]));
    let mut short = row.clone();
    short.values.pop();
    assert!(Fact::<SignalLamp>::from_row(&short).is_err(), "a row with a value too few is none of this register");
    let mut long = row;
    long.values.push(None);
    assert!(Fact::<SignalLamp>::from_row(&long).is_err(), "nor is one with a value too many");
}

#[test]
fn its_rows_are_checked_like_all_others() {
    let def = SignalLamp::def();
    let wrong = |fact: Fact<SignalLamp>| validate(&fact.into_row(), &def).into_iter().map(|problem| problem.field).collect::<Vec<_>>();
    assert_eq!(wrong(lamp(7)), Vec::<&str>::new());
    assert_eq!(wrong(lamp(13)), ["number"], "its own check");
    assert_eq!(wrong(lamp(100)), ["number"], "its range");
    let mut early = lamp(7);
    early.data.replaced_on = Some(early.from.plus(-1));
    assert_eq!(wrong(early), ["replaced_on"]);
    let mut lettered = lamp(7);
    lettered.data.plate = Some("一二三四五".to_owned());
    assert_eq!(wrong(lettered), ["plate"]);
    let mut registers = Registers::new();
    registers.push_fact(lamp(7));
    let broken = check_references(&registers, catalog());
    assert_eq!(broken.iter().map(|broken| broken.field).collect::<Vec<_>>(), ["unit", "managing_unit", "using_unit"]);
}

#[test]
fn its_schema_glossary_and_example_follow() {
    let def = SignalLamp::def();
    let schema = schema(&def);
    assert_eq!(schema["title"], "信号灯");
    assert_eq!(schema["properties"]["number"]["maximum"], 99);
    assert_eq!(schema["properties"]["unit"]["x-register"], "unit");
    assert_eq!(schema["properties"]["colours"]["items"]["oneOf"][1]["const"], "light_green");
    assert_eq!(schema["required"], json!(["unit", "number", "colours", "managing_unit"]));
    let glossary = glossary::markdown([&def]);
    assert!(glossary.contains("| 颜色 | Colours | `colours` | 多项：红色 `red`、绿色 `light_green`，必填 |  |"), "{glossary}");
    let example = example_row(&def);
    assert_eq!(example.key.code, "例-U1/7");
    assert_eq!(Fact::from_row(&example).map(|fact: Fact<SignalLamp>| fact.data.colours), Ok(Set::of(&[Colour::Red, Colour::LightGreen])));
}
