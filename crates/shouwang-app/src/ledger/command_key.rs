//! A key that a command signs with: the way to a hardware device, whose maker's tools know how to ask it.
//!
//! The file says the public key and the command, a line each: the key in base64, the program, its arguments; empty lines and lines with `#` are
//! passed over. The command gets the bytes to sign on its input and answers the signature on its output, in 64 bytes or, for SM2, as the ASN.1
//! SEQUENCE that OpenSSL writes. No answer is believed: a signature that the public key does not verify is none.

use std::io::{self, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shouwang_calendar::Words;
use shouwang_ledger::{Kind, SignError, Signer, Told as _, VerifierKey};

/// How often it is asked whether the command has ended, and how many times.
const ASKED_EVERY: Duration = Duration::from_millis(20);
const ASKED_MAX: u32 = 1_500;
/// How long what it said is waited for when it has ended.
const HEARD_WITHIN: Duration = Duration::from_secs(2);
/// Bytes of an answer at most: no signature is longer.
const ANSWER_BYTES_MAX: u64 = 256;
/// Bytes of half a signature.
const HALF: usize = 32;

/// A key that a command signs with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommandKey {
    name: String,
    kind: Kind,
    public: Vec<u8>,
    command: Vec<String>,
}

impl CommandKey {
    /// Reads the file of such a key; why it is none.
    pub(super) fn parse(name: &str, kind: Kind, text: &str) -> Result<CommandKey, Words> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned);
        let public = lines.next().and_then(|line| STANDARD.decode(line).ok());
        let public = public.ok_or_else(|| Words::new("第一行应为公钥的 base64", "its first line has to be the public key in base64"))?;
        let command: Vec<String> = lines.collect();
        if command.is_empty() {
            return Err(Words::new(
                "第二行应为签名所用的命令，其后每行一个参数",
                "its second line has to be the command that signs, and each further one an argument of it",
            ));
        }
        let key = CommandKey { name: name.to_owned(), kind, public, command };
        key.verifier().to_string().parse::<VerifierKey>().map_err(|error| Words::new(error.zh(), error.to_string()))?;
        Ok(key)
    }

    /// The same key as a witness's.
    pub(super) fn cosigner(&self) -> CommandKey {
        let kind = if self.kind == Kind::Sm2 { Kind::CosignSm2 } else { Kind::CosignEd25519 };
        CommandKey { kind, ..self.clone() }
    }

    /// What the command answers to a message.
    fn ask(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let (program, arguments) = self.command.split_first().ok_or("there is no command")?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{program}: {error}"))?;
        let (answer, said) = (heard(child.stdout.take()), heard(child.stderr.take()));
        // A command that does not read has ended, and says below why.
        let _ = child.stdin.take().map(|mut input| input.write_all(message));
        let ended = wait(&mut child).map_err(|error| format!("{program}: {error}"))?;
        let left = |_| format!("{program} ended and left somebody behind who keeps its output open");
        let answer = answer.recv_timeout(HEARD_WITHIN).map_err(left)?;
        if ended {
            return Ok(answer);
        }
        let said = said.recv_timeout(HEARD_WITHIN).unwrap_or_default();
        Err(format!("{program} did not end well: {}", String::from_utf8_lossy(&said).trim()))
    }
}

impl Signer for CommandKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> Kind {
        self.kind
    }

    fn public_key(&self) -> Vec<u8> {
        self.public.clone()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let failed = |why: String| SignError { name: self.name.clone(), why };
        let answer = self.ask(message).map_err(failed)?;
        let signature = if answer.len() == 2 * HALF { Some(answer) } else { plain(&answer) };
        let signature = signature.filter(|signature| self.verifier().verify(message, signature));
        signature.ok_or_else(|| failed("what the command answered is no signature by the public key in the key's file".to_owned()))
    }
}

/// What comes out of a pipe until it is closed, up to [`ANSWER_BYTES_MAX`]. Whoever listens need not wait for that: a program that the command
/// leaves running would keep it open for ever.
fn heard(pipe: Option<impl io::Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (tell, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut told = Vec::new();
        let read = pipe.map(|pipe| pipe.take(ANSWER_BYTES_MAX).read_to_end(&mut told));
        // Nobody listens any more where the command took too long.
        let _ = tell.send(if matches!(read, Some(Ok(_))) { told } else { Vec::new() });
    });
    heard
}

/// Whether a command ended well; one that does not end in half a minute is ended.
fn wait(child: &mut Child) -> io::Result<bool> {
    for _ in 0..ASKED_MAX {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        thread::sleep(ASKED_EVERY);
    }
    child.kill()?;
    child.wait()?;
    Err(io::ErrorKind::TimedOut.into())
}

/// The two numbers of a SEQUENCE of two INTEGERs, 32 bytes each.
fn plain(der: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut signature) = (der.strip_prefix(&[0x30])?.get(1..)?, Vec::new());
    for _ in 0..2 {
        let (length, behind) = rest.strip_prefix(&[0x02])?.split_first()?;
        let (digits, further) = behind.split_at_checked(usize::from(*length))?;
        let digits = &digits[digits.iter().take_while(|digit| **digit == 0).count()..];
        signature.extend(std::iter::repeat_n(0, HALF.checked_sub(digits.len())?));
        signature.extend(digits);
        rest = further;
    }
    rest.is_empty().then_some(signature)
}
