//! `shouwang matter`: matters from their start to their end, through the same use cases as a server's.
//!
//! Whoever can write the database is asked for no password; what he may see and do is what is granted to the account that he names, and that account is
//! on record.

mod bulk;
mod files;
mod findings;
mod forms;
mod notices;
mod sheet;
mod show;
mod start;

use std::sync::Arc;

use serde_json::Value;
use shouwang_app::admin::{Asking, load_caller};
use shouwang_app::caller::Caller;
use shouwang_app::edge::Edge;
use shouwang_app::files::Clamd;
use shouwang_app::problem::AppError;
use shouwang_app::service::{ActAsked, MattersAsked, Outside, Service};
use shouwang_calendar::{Lang, Words};

use super::Outcome;
use super::serve::{SETTINGS_FILE, accounts, folders};
use crate::cli::Format;
use crate::cli_matter::{MatterArgs, MatterCommand, MatterListArgs, Said};
use crate::context::{Context, SystemClock};
use crate::failure::Failure;
use crate::out::outln;
use crate::random::SystemEntropy;
use crate::server_settings::ServerSettings;

/// From where is asked, for the record.
const CLIENT: &str = "command line";

/// Somebody with an account at the use cases.
struct Clerk<'c> {
    context: &'c Context,
    settings: ServerSettings,
    service: Arc<Service>,
    caller: Caller,
}

pub(super) async fn run(context: &Context, args: &MatterArgs) -> Outcome {
    if let MatterCommand::Forms { kind } = &args.command {
        return forms::run(context, kind.as_deref());
    }
    let clerk = Clerk::open(context, args.login.as_deref()).await?;
    match &args.command {
        MatterCommand::Forms { .. } => Ok(true),
        MatterCommand::List(args) => clerk.list(args).await,
        MatterCommand::Show { number } => clerk.show(number).await,
        MatterCommand::Start(args) => clerk.start(args).await,
        MatterCommand::Check { number } => clerk.check(number).await,
        MatterCommand::Submit { number, emergency } => clerk.act(number, "submit", emergency.clone()).await,
        MatterCommand::Pass { numbers, weighed } => clerk.act_on_each(numbers, "pass", weighed.as_deref()).await,
        MatterCommand::Return(Said { number, words }) => clerk.act(number, "return", Some(words.clone())).await,
        MatterCommand::Refuse(Said { number, words }) => clerk.act(number, "refuse", Some(words.clone())).await,
        MatterCommand::Ask(Said { number, words }) => clerk.act(number, "ask", Some(words.clone())).await,
        MatterCommand::Answer(Said { number, words }) => clerk.act(number, "answer", Some(words.clone())).await,
        MatterCommand::Transfer { number, to } => clerk.act(number, "transfer", Some(to.clone())).await,
        MatterCommand::Withdraw { number } => clerk.act(number, "withdraw", None).await,
        MatterCommand::CarryOut { number } => clerk.act(number, "carry_out", None).await,
        MatterCommand::Export { number, file } => clerk.export(number, file).await,
        MatterCommand::Import { number, file, apply } => clerk.import(number, file, *apply).await,
        MatterCommand::Paper { number, paper, file } => clerk.paper(number, paper, file).await,
        MatterCommand::Files { number } => clerk.files(number).await,
        MatterCommand::Attach { number, files } => clerk.attach(number, files).await,
        MatterCommand::Take { number, id, file } => clerk.take(number, id, file).await,
        MatterCommand::Detach { number, id } => clerk.detach(number, id).await,
        MatterCommand::Notices { all, rows } => clerk.notices(*all, *rows).await,
        MatterCommand::Note { id } => clerk.note(id).await,
        MatterCommand::Findings(args) => clerk.findings(args).await,
    }
}

impl<'c> Clerk<'c> {
    async fn open(context: &'c Context, login: Option<&str>) -> Result<Clerk<'c>, Failure> {
        let login =
            login.ok_or_else(|| Failure::new("请用 --as LOGIN 写明以哪个账户办理", "say with --as LOGIN which account looks and acts"))?;
        let store = context.existing_store().await?;
        let asking = Asking { request: format!("command-{}", context.now.as_microsecond()), client: Some(CLIENT.to_owned()) };
        let caller = load_caller(&store, login, context.today(), &asking).await.map_err(failed)?;
        let caller = caller.ok_or_else(|| {
            Failure::new(
                format!("没有可用的账户“{login}”：不存在、已停用，或者没有生效的授权"),
                format!("there is no account `{login}` that works: it is not there, disabled, or nothing is granted to it"),
            )
        })?;
        let settings = ServerSettings::read(&context.data_folder().join(SETTINGS_FILE), false)?;
        let accounts = accounts(context, &settings, store.clone()).await?;
        let folders = folders(context, &settings);
        let outside = Outside { clock: Arc::new(SystemClock), entropy: Arc::new(SystemEntropy) };
        let (service, _) = Service::open(store, context.law_book()?, accounts, folders, outside).await.map_err(failed)?;
        if let Some(address) = settings.clamd.clone() {
            service.scan_with(Arc::new(Clamd::at(address)));
        }
        Ok(Clerk { context, settings, service, caller })
    }

    fn edge(&self) -> Edge<'static> {
        Edge { now: self.context.now, entropy: &SystemEntropy }
    }

    fn language(&self) -> Lang {
        self.context.language
    }

    /// Prints JSON where it was asked for; else the lines.
    fn print(&self, json: impl FnOnce() -> Value, lines: impl FnOnce(Lang) -> Vec<String>) {
        if self.context.format == Some(Format::Json) {
            outln!("{}", serde_json::to_string_pretty(&json()).unwrap_or_default());
            return;
        }
        for line in lines(self.language()) {
            outln!("{line}");
        }
    }

    async fn list(&self, args: &MatterListArgs) -> Outcome {
        let asked = MattersAsked {
            view: args.view.parse().map_err(failed)?,
            kind: args.kind.clone(),
            applicant: args.applicant.clone(),
            status: args.status.clone(),
            search: args.search.clone(),
            due_from: args.due_from,
            due_until: args.due_until,
            sort: None,
            after: None,
            limit: args.rows.clamp(1, 500),
        };
        let (matters, next) = self.service.list_matters(&self.caller, &asked).await.map_err(failed)?;
        let more = |language: Lang| language.pick("……还有没有显示的", "… there are more").to_owned();
        self.print(
            || matters.iter().map(show::line_json).collect(),
            |language| {
                let none = matters.is_empty().then(|| language.pick("没有事项", "no matters").to_owned());
                let lines = matters.iter().map(|line| show::line(line, language));
                lines.chain(none).chain(next.is_some().then(|| more(language))).collect()
            },
        );
        Ok(true)
    }

    async fn show(&self, number: &str) -> Outcome {
        let view = self.service.get_matter(&self.caller, number, &self.edge()).await.map_err(failed)?;
        self.print(|| show::json(&view), |language| show::lines(&view, language));
        Ok(true)
    }

    /// What was found out; fine where it can be handed in.
    async fn check(&self, number: &str) -> Outcome {
        let found = self.service.check_matter(&self.caller, number, None, &self.edge()).await.map_err(failed)?;
        let possible = found.refusal.is_none();
        self.print(|| show::check_json(&found), |language| show::check_lines(&found, language));
        Ok(possible)
    }

    async fn act(&self, number: &str, act: &str, words: Option<String>) -> Outcome {
        let seen = self.service.get_matter(&self.caller, number, &self.edge()).await.map_err(failed)?;
        let asked = ActAsked { act: act.to_owned(), words, version: seen.version, key: None };
        let done = self.service.act_on_matter(&self.caller, number, asked, &self.edge()).await.map_err(failed)?;
        self.print(|| show::json(&done), |language| show::outcome(&done, language));
        Ok(true)
    }
}

/// Why something could not be done, with what is wrong in single fields below it.
fn failed(error: AppError) -> Failure {
    let lines = |language: Lang| {
        let fields = error.fields.iter().map(|field| format!("  {}：{}", field.place, field.detail.get(language)));
        std::iter::once(error.detail.get(language).to_owned()).chain(fields).collect::<Vec<_>>().join("\n")
    };
    Failure::from(Words::new(lines(Lang::Zh), lines(Lang::En)))
}
