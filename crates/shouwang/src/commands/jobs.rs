//! `shouwang jobs`: what a server does in the background: which failed and why, and doing one again.

use shouwang_calendar::Words;
use shouwang_storage::ledger::Note;
use shouwang_storage::{Job, JobQuery, Store};

use super::Outcome;
use crate::cli::{Format, JobsArgs, JobsCommand};
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) async fn run(context: &Context, args: &JobsArgs) -> Outcome {
    let store = context.existing_store().await?;
    match &args.command {
        None => list(context, &store, args).await,
        Some(JobsCommand::Repeat { id, actor }) => repeat(context, &store, *id, actor).await,
    }
}

async fn list(context: &Context, store: &Store, args: &JobsArgs) -> Outcome {
    let jobs = store.list_jobs(&JobQuery { below: args.before, ..JobQuery::newest(args.state, args.rows) }).await?.jobs;
    if context.format == Some(Format::Json) {
        let jobs: Vec<_> = jobs.iter().map(json).collect();
        outln!("{}", serde_json::to_string_pretty(&jobs).unwrap_or_default());
        return Ok(true);
    }
    if jobs.is_empty() {
        let state = args.state.id();
        context.say(&Words::new(format!("没有状态为 {state} 的任务"), format!("no job is {state}")));
    }
    for job in &jobs {
        let Job { id, kind, due_at, attempts, .. } = job;
        outln!("{id:>8}  {due_at}  {kind}  {attempts}  {}", job.last_error.as_deref().unwrap_or("–"));
    }
    Ok(true)
}

fn json(job: &Job) -> serde_json::Value {
    serde_json::json!({
        "id": job.id,
        "kind": job.kind,
        "state": job.state.id(),
        "due_at": job.due_at,
        "attempts": job.attempts,
        "last_error": job.last_error,
        "created_at": job.created_at,
        "done_at": job.done_at,
    })
}

async fn repeat(context: &Context, store: &Store, id: i64, actor: &str) -> Outcome {
    let about = context.about(actor, "jobs.repeat");
    let note = Note { recorded_at: context.now, about, source: Some(format!("job {id}")), on: Vec::new(), salt: context.salt()? };
    if store.repeat_job(id, &note).await? {
        context.say(&Words::new(format!("任务 {id} 已重新排队"), format!("job {id} waits to be done again")));
        return Ok(true);
    }
    Err(match store.find_job(id).await? {
        None => Failure::new(
            format!("没有任务 {id}；shouwang jobs 会列出失败的"),
            format!("there is no job {id}; shouwang jobs lists those that failed"),
        ),
        Some(job) => {
            let state = job.state.id();
            Failure::new(
                format!("任务 {id} 的状态是 {state}；只有失败的可以重做"),
                format!("job {id} is {state}; only one that has failed can be done again"),
            )
        }
    })
}
