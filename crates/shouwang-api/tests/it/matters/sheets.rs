//! Lines by the sheet: out, filled in, looked through, taken in.

use serde_json::{Value as Json, json};
use shouwang_app::workbook::write_form;
use shouwang_calendar::Lang;
use shouwang_domain::matter::form_of;
use shouwang_domain::register::{Row, Value, row_from_json};
use shouwang_domain::system::role_grant::Role;

use super::world::{County, line};
use crate::support::{Reply, Server};
use crate::validator;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Port openings from a number on.
fn ports(first: i64, count: i64) -> Vec<Row> {
    let form = form_of("port-opening").unwrap();
    let Json::Object(line) = line("port-opening") else { panic!("a line is an object") };
    let row = row_from_json(&form.def, &line, "").unwrap();
    let at = form.def.field_index("number").unwrap();
    (first..first + count)
        .map(|number| {
            let mut row = row.clone();
            row.values[at] = Some(Value::Int(number));
            row
        })
        .collect()
}

fn workbook(rows: &[Row]) -> Vec<u8> {
    write_form(form_of("port-opening").unwrap(), rows, Lang::Zh).unwrap()
}

async fn send(server: &Server, matter: &Json, token: &str, (book, query): (Vec<u8>, &str)) -> Reply {
    let path = format!("/api/v1/matters/{}/lines.xlsx{query}", matter["number"].as_str().unwrap());
    let request = server.client.post(format!("{}{path}", server.url)).bearer_auth(token).header("content-type", XLSX);
    let key = format!("sheet-{}-{}", query.len(), book.len());
    let request = request.header("if-match", format!("\"{}\"", matter["version"])).header("idempotency-key", key);
    let response = request.body(book).send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.unwrap().to_vec();
    validator::check_answer("POST", &path, status, &headers, &body);
    Reply { status, headers, body }
}

#[tokio::test]
async fn two_hundred_ports_are_filled_in_by_one_sheet() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let sheet = server.get(&format!("/api/v1/matters/{}/lines.xlsx", draft["number"].as_str().unwrap()), &clerk).await;
        assert_eq!((sheet.status, sheet.header("content-type").as_str()), (200, XLSX));
        let back = send(&server, &draft, &clerk, (sheet.body, "?preview=true")).await.json();
        assert_eq!((&back["problems"], &back["version"]), (&json!([]), &Json::Null), "what came out goes in");
        assert_eq!(back["lines"], draft["lines"]);

        let previewed = send(&server, &draft, &clerk, (workbook(&ports(10_000, 200)), "?preview=true")).await.json();
        assert_eq!((previewed["lines"].as_array().unwrap().len(), &previewed["problems"]), (200, &json!([])));
        assert_eq!(county.get(draft["number"].as_str().unwrap(), &clerk).await.json()["version"], draft["version"], "only looked at");
        let taken = send(&server, &draft, &clerk, (workbook(&ports(10_000, 200)), "")).await.json();
        let filled = county.get(draft["number"].as_str().unwrap(), &clerk).await.json();
        assert_eq!((&filled["version"], filled["lines"].as_array().unwrap().len()), (&taken["version"], 200));
        let submitted = county.done(&filled, &clerk, "submit", None).await;
        let granted = county.granted(submitted).await;
        assert_eq!(granted["ruling"]["decision"], "approved");
        let opened = server.get("/api/v1/registers/open_port/rows?filter=code:eq:S1/tcp/10199", &clerk).await.json();
        assert_eq!(opened["rows"].as_array().unwrap().len(), 1, "{opened}");
        let late = send(&server, &granted, &clerk, (workbook(&ports(20_000, 1)), "")).await;
        assert_eq!(late.code(), "conflict", "what was granted is frozen");
    }
}

#[tokio::test]
async fn five_hundred_widenings_are_filled_in_by_one_sheet_and_granted_together() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let form = form_of("access-widening").unwrap();
        let Json::Object(example) = line("access-widening") else { panic!("a line is an object") };
        let row = row_from_json(&form.def, &example, "").unwrap();
        let at = form.def.field_index("prefix").unwrap();
        let widened = |number: i32| {
            let mut row = row.clone();
            row.values[at] = Some(Value::Text(format!("10.{}.{}.0/24", 20 + number / 250, number % 250)));
            row
        };
        let rows: Vec<Row> = (0..500).map(widened).collect();
        let draft = county.drafted("access-widening", "U1", &line("access-widening")).await;
        let book = write_form(form, &rows, Lang::Zh).unwrap();
        let taken = send(&server, &draft, &clerk, (book, "")).await.json();
        assert_eq!(taken["problems"], json!([]), "{}", taken["problems"]);
        let filled = county.get(draft["number"].as_str().unwrap(), &clerk).await.json();
        let submitted = county.done(&filled, &clerk, "submit", None).await;
        let granted = county.granted(submitted).await;
        assert_eq!(granted["lines"].as_array().unwrap().len(), 500);
        let widened = server.get("/api/v1/registers/address_prefix/rows?filter=prefix:eq:10.21.249.0/24", &clerk).await.json();
        assert_eq!(widened["rows"].as_array().unwrap().len(), 1, "{widened}");
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_sheet_is_told_cell_by_cell_and_nothing_is_written() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let form = form_of("port-opening").unwrap();
        let mut rows = ports(10_000, 4);
        rows[1].values[form.def.field_index("purpose").unwrap()] = None;
        rows[2].values[form.def.field_index("system").unwrap()] = Some(Value::Ref("没有".to_owned()));
        rows[3].until = shouwang_calendar::Day::MAX;
        let told = send(&server, &draft, &clerk, (workbook(&rows), "")).await.json();
        let problems = told["problems"].as_array().unwrap();
        let cells: Vec<_> = problems.iter().map(|problem| problem["cell"].as_str().unwrap()).collect();
        // Code, first and last day, system, number, protocol, purpose.
        assert_eq!(cells, ["G3", "C5", "D4"], "{problems:#?}");
        assert!(problems.iter().all(|problem| problem["sheet"] == "端口开放" && !problem["detail"]["zh"].as_str().unwrap().is_empty()));
        assert_eq!(told["version"], Json::Null);
        assert_eq!(county.get(draft["number"].as_str().unwrap(), &clerk).await.json()["version"], draft["version"]);

        let too_many = send(&server, &draft, &clerk, (workbook(&ports(10_000, 501)), "?preview=true")).await.json();
        assert!(too_many["problems"][0]["detail"]["en"].as_str().unwrap().contains("501"), "{}", too_many["problems"]);
        let example = send(&server, &draft, &clerk, (workbook(&[]), "?preview=true")).await.json();
        assert!(
            example["problems"][0]["detail"]["en"].as_str().unwrap().contains("0 lines"),
            "an example is no line: {}",
            example["problems"]
        );
        let other = write_form(form_of("port-closing").unwrap(), &[], Lang::Zh).unwrap();
        let other = send(&server, &draft, &clerk, (other, "?preview=true")).await.json();
        assert_eq!(other["problems"][0]["sheet"], "端口关闭", "the sheet of another form");
        assert_eq!(send(&server, &draft, &clerk, (b"no workbook".to_vec(), "?preview=true")).await.code(), "invalid");
        let stranger = county.token(Role::Handler, "U2").await;
        assert_eq!(send(&server, &draft, &stranger, (workbook(&ports(10_000, 1)), "")).await.status, 404);
    }
}
