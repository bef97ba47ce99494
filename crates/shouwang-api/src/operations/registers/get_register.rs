//! `GET /api/v1/registers/{register}`: how a register is made.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use shouwang_app::service::registers::register;
use shouwang_domain::register::schema;
use utoipa::ToSchema;

use super::list_registers::RegisterLine;
use crate::extract::Path;
use crate::gate::LoggedIn;
use crate::operation::Operation;
use crate::operations::common::Both;
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("registers.describe");

/// How a register is made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegisterView {
    /// What the list says of it.
    register: RegisterLine,
    /// What the first day of a row is called.
    from_label: Both,
    /// What the last day of a row is called.
    until_label: Both,
    /// Fields that make the code of a row that was given none; empty when the code has to be given.
    natural: Vec<&'static str>,
    /// The JSON schema of its rows, with labels, help and articles in both languages.
    #[schema(value_type = Object)]
    schema: Value,
}

/// How a register is made: fields, labels, what a row has to hold.
#[utoipa::path(
    get, path = "/api/v1/registers/{register}", operation_id = "getRegister", tag = "registers",
    params(("register" = String, Path, description = "Identifier of the register")),
    responses((status = 200, description = "How it is made", body = RegisterView)),
)]
pub(crate) async fn handler(State(api): State<Api>, who: LoggedIn, Path(name): Path<String>) -> Answer<Json<RegisterView>> {
    let def = register(&name)?;
    Ok(Json(RegisterView {
        register: RegisterLine::new(&api, &who, def),
        from_label: def.from_label.into(),
        until_label: def.until_label.into(),
        natural: def.natural.to_vec(),
        schema: schema(def),
    }))
}
