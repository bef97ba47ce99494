//! Every operation, in one flat list grouped by who calls it.
//!
//! An operation stands here with its declaration, so that none can be reached that is not declared.

use std::collections::HashMap;

use axum::http::Method;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Parameter, ParameterIn, Paths};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use crate::operation::Operation;
use crate::operations::{
    account, acts, admin, backups, calendar, duties, events, exports, health, imports, jobs, law, ledger, matters, publication, registers,
    rules, search, session,
};
use crate::state::Api;

/// One operation as the gate sees it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) operation: &'static Operation,
    /// The parameters of the query.
    pub(crate) parameters: Vec<QueryParameter>,
}

/// A parameter of the query as the document has it.
#[derive(Clone, Debug)]
pub(crate) struct QueryParameter {
    pub(crate) name: String,
    /// Characters at most.
    pub(crate) chars_max: Option<usize>,
}

/// Every operation by method and path.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table(HashMap<String, Vec<Entry>>);

impl Table {
    /// The operation of a method on a path, as the path stands in the router.
    pub(crate) fn get(&self, method: &Method, path: &str) -> Option<&Entry> {
        self.0.get(path)?.iter().find(|entry| entry.method == method)
    }

    /// The methods of a path.
    pub(crate) fn methods(&self, path: &str) -> Vec<&str> {
        self.0.get(path).into_iter().flatten().map(|entry| entry.method.as_str()).collect()
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.values().flatten()
    }
}

/// The list.
pub(crate) fn operations() -> Operations {
    administration(matters(duties(registers(law(own(anyone(Operations::default())))))))
}

/// Anyone.
fn anyone(list: Operations) -> Operations {
    list.add(&health::alive::OPERATION, routes!(health::alive::handler))
        .add(&health::ready::OPERATION, routes!(health::ready::handler))
        .add(&health::describe::OPERATION, routes!(health::describe::handler))
        .add(&health::installation::OPERATION, routes!(health::installation::handler))
        .add(&publication::checkpoint::OPERATION, routes!(publication::checkpoint::handler))
        .add(&publication::keys::OPERATION, routes!(publication::keys::handler))
        .add(&publication::tile::OPERATION, routes!(publication::tile::handler))
        .add(&publication::tile_sm3::OPERATION, routes!(publication::tile_sm3::handler))
        .add(&publication::add_checkpoint::OPERATION, routes!(publication::add_checkpoint::handler))
        .add(&publication::verify_receipt::OPERATION, routes!(publication::verify_receipt::handler))
        .add(&publication::verify_page::OPERATION, routes!(publication::verify_page::handler))
        .add(&publication::verify_form::OPERATION, routes!(publication::verify_form::handler))
        .add(&admin::found::OPERATION, routes!(admin::found::handler))
        .add(&session::depart::OPERATION, routes!(session::depart::handler))
        .add(&session::arrive::OPERATION, routes!(session::arrive::handler))
        .add(&session::log_in::OPERATION, routes!(session::log_in::handler))
        .add(&session::change_password::OPERATION, routes!(session::change_password::handler))
        .add(&session::show_totp::OPERATION, routes!(session::show_totp::handler))
        .add(&session::show_recovery_code::OPERATION, routes!(session::show_recovery_code::handler))
        .add(&session::ask_passkey::OPERATION, routes!(session::ask_passkey::handler))
        .add(&session::show_passkey::OPERATION, routes!(session::show_passkey::handler))
        .add(&session::offer_totp::OPERATION, routes!(session::offer_totp::handler))
        .add(&session::enrol_totp::OPERATION, routes!(session::enrol_totp::handler))
        .add(&session::offer_passkey::OPERATION, routes!(session::offer_passkey::handler))
        .add(&session::enrol_passkey::OPERATION, routes!(session::enrol_passkey::handler))
}

/// Whoever is logged in: himself.
fn own(list: Operations) -> Operations {
    list.add(&session::get_session::OPERATION, routes!(session::get_session::handler))
        .add(&session::log_out::OPERATION, routes!(session::log_out::handler))
        .add(&account::change_password::OPERATION, routes!(account::change_password::handler))
        .add(&account::confirm::OPERATION, routes!(account::confirm::handler))
        .add(&account::enrol_passkey::OPERATION, routes!(account::enrol_passkey::handler))
        .add(&account::enrol_totp::OPERATION, routes!(account::enrol_totp::handler))
        .add(&account::list_credentials::OPERATION, routes!(account::list_credentials::handler))
        .add(&account::list_sessions::OPERATION, routes!(account::list_sessions::handler))
        .add(&account::offer_passkey::OPERATION, routes!(account::offer_passkey::handler))
        .add(&account::offer_totp::OPERATION, routes!(account::offer_totp::handler))
        .add(&account::remove_credential::OPERATION, routes!(account::remove_credential::handler))
        .add(&account::renew_recovery_codes::OPERATION, routes!(account::renew_recovery_codes::handler))
        .add(&account::revoke_session::OPERATION, routes!(account::revoke_session::handler))
}

/// Whoever is logged in: the law and the calendar.
fn law(list: Operations) -> Operations {
    list.add(&law::list_instruments::OPERATION, routes!(law::list_instruments::handler))
        .add(&law::get_instrument::OPERATION, routes!(law::get_instrument::handler))
        .add(&law::get_article::OPERATION, routes!(law::get_article::handler))
        .add(&law::compare::OPERATION, routes!(law::compare::handler))
        .add(&law::coverage::OPERATION, routes!(law::coverage::handler))
        .add(&law::readings::OPERATION, routes!(law::readings::handler))
        .add(&law::search::OPERATION, routes!(law::search::handler))
        .add(&law::read_text::OPERATION, routes!(law::read_text::handler))
        .add(&calendar::add::OPERATION, routes!(calendar::add::handler))
        .add(&calendar::add_hours::OPERATION, routes!(calendar::add_hours::handler))
        .add(&calendar::before::OPERATION, routes!(calendar::before::handler))
        .add(&calendar::list_days::OPERATION, routes!(calendar::list_days::handler))
        .add(&calendar::list_notices::OPERATION, routes!(calendar::list_notices::handler))
}

/// Whoever has a unit to act for: the registers.
fn registers(list: Operations) -> Operations {
    list.add(&registers::list_registers::OPERATION, routes!(registers::list_registers::handler))
        .add(&registers::get_register::OPERATION, routes!(registers::get_register::handler))
        .add(&registers::list_rows::OPERATION, routes!(registers::list_rows::handler))
        .add(&registers::group_rows::OPERATION, routes!(registers::group_rows::handler))
        .add(&registers::get_row::OPERATION, routes!(registers::get_row::handler))
        .add(&registers::row_history::OPERATION, routes!(registers::row_history::handler))
        .add(&registers::rows_referring::OPERATION, routes!(registers::rows_referring::handler))
        .add(&registers::create_row::OPERATION, routes!(registers::create_row::handler))
        .add(&registers::replace_row::OPERATION, routes!(registers::replace_row::handler))
        .add(&registers::withdraw_row::OPERATION, routes!(registers::withdraw_row::handler))
        .add(&registers::write_rows::OPERATION, routes!(registers::write_rows::handler))
        .add(&registers::put_divisions::OPERATION, routes!(registers::put_divisions::handler))
        .add(&search::OPERATION, routes!(search::handler))
        .add(&rules::set::OPERATION, routes!(rules::set::handler))
        .add(&exports::template::OPERATION, routes!(exports::template::handler))
        .add(&exports::registers::OPERATION, routes!(exports::registers::handler))
        .add(&exports::duties::OPERATION, routes!(exports::duties::handler))
        .add(&imports::preview::OPERATION, routes!(imports::preview::handler))
        .add(&imports::apply::OPERATION, routes!(imports::apply::handler))
}

/// Whoever has a unit to act for: duties, files, events.
fn duties(list: Operations) -> Operations {
    list.add(&duties::list::OPERATION, routes!(duties::list::handler))
        .add(&duties::count::OPERATION, routes!(duties::count::handler))
        .add(&duties::trend::OPERATION, routes!(duties::trend::handler))
        .add(&duties::explain::OPERATION, routes!(duties::explain::handler))
        .add(&events::OPERATION, routes!(events::handler))
}

/// Whoever has a unit to act for: matters.
fn matters(list: Operations) -> Operations {
    list.add(&matters::list_forms::OPERATION, routes!(matters::list_forms::handler))
        .add(&matters::get_form::OPERATION, routes!(matters::get_form::handler))
        .add(&matters::list::OPERATION, routes!(matters::list::handler))
        .add(&matters::count::OPERATION, routes!(matters::count::handler))
        .add(&matters::list_notices::OPERATION, routes!(matters::list_notices::handler))
        .add(&matters::note::OPERATION, routes!(matters::note::handler))
        .add(&matters::act_many::OPERATION, routes!(matters::act_many::handler))
        .add(&matters::findings::OPERATION, routes!(matters::findings::handler))
        .add(&matters::count_findings::OPERATION, routes!(matters::count_findings::handler))
        .add(&matters::start::OPERATION, routes!(matters::start::handler))
        .add(&matters::get::OPERATION, routes!(matters::get::handler))
        .add(&matters::edit::OPERATION, routes!(matters::edit::handler))
        .add(&matters::sheet::OPERATION, routes!(matters::sheet::handler))
        .add(&matters::take_sheet::OPERATION, routes!(matters::take_sheet::handler))
        .add(&matters::check::OPERATION, routes!(matters::check::handler))
        .add(&matters::act::OPERATION, routes!(matters::act::handler))
        .add(&matters::files::list::OPERATION, routes!(matters::files::list::handler))
        .add(&matters::files::add::OPERATION, routes!(matters::files::add::handler))
        .add(&matters::files::take::OPERATION, routes!(matters::files::take::handler))
        .add(&matters::files::remove::OPERATION, routes!(matters::files::remove::handler))
        .add(&matters::document::OPERATION, routes!(matters::document::handler))
}

/// Administrators.
fn administration(list: Operations) -> Operations {
    list.add(&ledger::list_entries::OPERATION, routes!(ledger::list_entries::handler))
        .add(&ledger::get_entry::OPERATION, routes!(ledger::get_entry::handler))
        .add(&ledger::get_receipt::OPERATION, routes!(ledger::get_receipt::handler))
        .add(&ledger::get_checkpoint::OPERATION, routes!(ledger::get_checkpoint::handler))
        .add(&ledger::export::OPERATION, routes!(ledger::export::handler))
        .add(&ledger::erase_entry::OPERATION, routes!(ledger::erase_entry::handler))
        .add(&acts::list::OPERATION, routes!(acts::list::handler))
        .add(&backups::list::OPERATION, routes!(backups::list::handler))
        .add(&backups::make::OPERATION, routes!(backups::make::handler))
        .add(&ledger::verify::OPERATION, routes!(ledger::verify::handler))
        .add(&jobs::get::OPERATION, routes!(jobs::get::handler))
        .add(&jobs::list::OPERATION, routes!(jobs::list::handler))
        .add(&jobs::repeat::OPERATION, routes!(jobs::repeat::handler))
        .add(&admin::answer_grant::OPERATION, routes!(admin::answer_grant::handler))
        .add(&admin::approve_policy::OPERATION, routes!(admin::approve_policy::handler))
        .add(&admin::change_login::OPERATION, routes!(admin::change_login::handler))
        .add(&admin::change_setting::OPERATION, routes!(admin::change_setting::handler))
        .add(&admin::create_login::OPERATION, routes!(admin::create_login::handler))
        .add(&admin::deputise::OPERATION, routes!(admin::deputise::handler))
        .add(&admin::disable_login::OPERATION, routes!(admin::disable_login::handler))
        .add(&admin::end_sessions::OPERATION, routes!(admin::end_sessions::handler))
        .add(&admin::get_grant::OPERATION, routes!(admin::get_grant::handler))
        .add(&admin::get_login::OPERATION, routes!(admin::get_login::handler))
        .add(&admin::get_policy::OPERATION, routes!(admin::get_policy::handler))
        .add(&admin::list_grants::OPERATION, routes!(admin::list_grants::handler))
        .add(&admin::list_logins::OPERATION, routes!(admin::list_logins::handler))
        .add(&admin::list_policies::OPERATION, routes!(admin::list_policies::handler))
        .add(&admin::list_policy_texts::OPERATION, routes!(admin::list_policy_texts::handler))
        .add(&admin::list_settings::OPERATION, routes!(admin::list_settings::handler))
        .add(&admin::propose_policy::OPERATION, routes!(admin::propose_policy::handler))
        .add(&admin::renew_grant::OPERATION, routes!(admin::renew_grant::handler))
        .add(&admin::request_grant::OPERATION, routes!(admin::request_grant::handler))
        .add(&admin::reset_login::OPERATION, routes!(admin::reset_login::handler))
        .add(&admin::revoke_grant::OPERATION, routes!(admin::revoke_grant::handler))
        .add(&calendar::import_notice::OPERATION, routes!(calendar::import_notice::handler))
        .add(&health::metrics::OPERATION, routes!(health::metrics::handler))
}

/// The list while it is made: handlers, the document, and the declarations.
#[derive(Default)]
pub(crate) struct Operations {
    pub(crate) router: OpenApiRouter<Api>,
    pub(crate) table: Table,
}

impl Operations {
    fn add(mut self, operation: &'static Operation, routes: UtoipaMethodRouter<Api>) -> Operations {
        for (method, path, parameters) in described(&routes.1) {
            let entry = Entry { method, path: path.clone(), operation, parameters };
            self.table.0.entry(path).or_default().push(entry);
        }
        Operations { router: self.router.routes(routes), table: self.table }
    }
}

impl QueryParameter {
    fn of(parameter: &Parameter) -> QueryParameter {
        let schema = serde_json::to_value(&parameter.schema).unwrap_or_default();
        let chars_max = schema["maxLength"].as_u64().and_then(|max| usize::try_from(max).ok());
        QueryParameter { name: parameter.name.clone(), chars_max }
    }
}

/// Methods, paths and parameters of the query.
fn described(paths: &Paths) -> Vec<(Method, String, Vec<QueryParameter>)> {
    let mut all = Vec::new();
    for (path, item) in &paths.paths {
        let operations = [
            (&item.get, Method::GET),
            (&item.put, Method::PUT),
            (&item.post, Method::POST),
            (&item.delete, Method::DELETE),
            (&item.patch, Method::PATCH),
        ];
        for (operation, method) in operations {
            let Some(operation) = operation else { continue };
            let query = operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
                RefOr::T(parameter) if matches!(parameter.parameter_in, ParameterIn::Query) => Some(QueryParameter::of(parameter)),
                _ => None,
            });
            all.push((method, path.clone(), query.collect()));
        }
    }
    all
}
