//! The service's own keys: a folder that nobody else can read, with a file for each algorithm and the name under which they sign.
//!
//! A key in a hardware device takes the place of a file here: `ledger-sm2.command` or `ledger-ed25519.command` in place of the `.pem` names the
//! command that signs (`command_key`). All that is known of a key is `shouwang_ledger::Signer`.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shouwang_ledger::{Ed25519Key, KeyError, Kind, Signer, Sm2Key, Told as _, VerifierKey};

use super::command_key::CommandKey;
use super::error::LedgerError;

/// The files of the two keys, but for their endings: a key itself, or the command that signs with it.
const ED25519: &str = "ledger-ed25519";
const SM2: &str = "ledger-sm2";
const KEY: &str = "pem";
const COMMAND: &str = "command";
/// The name of this ledger, a line: what its checkpoints begin with and its keys are called.
const ORIGIN_FILE: &str = "origin";
/// The permission bits of everybody but the owner.
const OTHERS: u32 = 0o077;

/// The folder of the keys; in the data folder it is called `keys`.
#[derive(Clone, Debug)]
pub struct KeyFolder {
    folder: PathBuf,
}

/// The keys of a ledger, wherever they lie.
#[derive(Clone)]
pub struct Keys {
    /// The ledger's name.
    pub origin: String,
    ed25519: Pair,
    sm2: Pair,
}

/// One key in both of its uses.
#[derive(Clone)]
struct Pair {
    log: Arc<dyn Signer>,
    witness: Arc<dyn Signer>,
}

impl KeyFolder {
    /// The folder at a path; nothing is read yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> KeyFolder {
        KeyFolder { folder: folder.into() }
    }

    /// The name of the ledger, if it has been given one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn origin(&self) -> Result<Option<String>, LedgerError> {
        let path = self.folder.join(ORIGIN_FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(LedgerError::file(&path)(error)),
        }
    }

    /// Gives the ledger its name and makes the keys that are missing, each from 32 random bytes. A name that it has stays.
    ///
    /// # Errors
    /// When the ledger has another name, none is given and it has none, or a file cannot be written.
    pub fn make(&self, origin: Option<&str>, seeds: &[[u8; 32]; 2]) -> Result<Keys, LedgerError> {
        let origin = match (self.origin()?, origin) {
            (Some(known), Some(given)) if known != given => return Err(other_name(&known, given)),
            (Some(known), _) => known,
            (None, Some(given)) => given.to_owned(),
            (None, None) => return Err(no_name()),
        };
        let flawed = |error: KeyError| LedgerError::new(format!("密钥：{}", error.zh()), format!("keys: {error}"));
        // Also checks the name, before anything is written.
        let keys = [
            (ED25519, Ed25519Key::from_seed(&origin, &seeds[0]).map_err(flawed)?.to_pem()),
            (SM2, Sm2Key::from_seed(&origin, &seeds[1]).map_err(flawed)?.to_pem()),
        ];
        let failed = LedgerError::file(&self.folder);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder).map_err(&failed)?;
        check_private(&self.folder, "700")?;
        for (name, pem) in keys {
            let path = self.file(name, KEY);
            if !path.exists() && !self.file(name, COMMAND).exists() {
                write_private(&path, &pem).map_err(LedgerError::file(&path))?;
            }
        }
        let named = self.folder.join(ORIGIN_FILE);
        if !named.exists() {
            write_private(&named, &format!("{origin}\n")).map_err(LedgerError::file(&named))?;
        }
        self.load()
    }

    /// The keys. Refused when anybody but the owner could read them.
    ///
    /// # Errors
    /// When they are not there, are no keys, or are open to others; with the command that mends it.
    pub fn load(&self) -> Result<Keys, LedgerError> {
        let origin = self.origin()?.ok_or_else(no_name)?;
        check_private(&self.folder, "700")?;
        let ed25519 = self.pair(ED25519, &origin, Kind::Ed25519, |text| {
            let key = Ed25519Key::from_pem(&origin, text)?;
            Ok(Pair { log: Arc::new(key.clone()), witness: Arc::new(key.cosigner()) })
        })?;
        let sm2 = self.pair(SM2, &origin, Kind::Sm2, |text| {
            let key = Sm2Key::from_pem(&origin, text)?;
            Ok(Pair { log: Arc::new(key.clone()), witness: Arc::new(key.cosigner()) })
        })?;
        Ok(Keys { origin, ed25519, sm2 })
    }

    /// A key: behind a command where there is a file that names one, otherwise in a file of its own.
    fn pair(
        &self,
        name: &str,
        origin: &str,
        kind: Kind,
        from_pem: impl FnOnce(&str) -> Result<Pair, KeyError>,
    ) -> Result<Pair, LedgerError> {
        let command = self.file(name, COMMAND);
        if !command.exists() {
            let path = self.file(name, KEY);
            return from_pem(&read_private(&path)?).map_err(LedgerError::content(&path));
        }
        // Whoever may change the file may have the service run whatever he likes.
        let key = CommandKey::parse(origin, kind, &read_private(&command)?).map_err(|why| LedgerError::unfit(&command, &why))?;
        Ok(Pair { witness: Arc::new(key.cosigner()), log: Arc::new(key) })
    }

    fn file(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ending}"))
    }

    /// Whether there are any keys here.
    #[must_use]
    pub fn is_there(&self) -> bool {
        [ED25519, SM2].iter().any(|name| [KEY, COMMAND].iter().any(|ending| self.file(name, ending).exists()))
    }
}

impl Keys {
    /// What signs checkpoints: SHA-256's side first, for verifiers that read only the first signature.
    #[must_use]
    pub fn signers(&self) -> [&dyn Signer; 2] {
        [&*self.ed25519.log, &*self.sm2.log]
    }

    /// The same keys as those of a witness: they countersign other ledgers' checkpoints, under identifiers of their own.
    #[must_use]
    pub fn cosigners(&self) -> [&dyn Signer; 2] {
        [&*self.ed25519.witness, &*self.sm2.witness]
    }

    /// What others verify with: the two keys of the ledger, then the two of the witness.
    #[must_use]
    pub fn verifiers(&self) -> Vec<VerifierKey> {
        let log = self.signers().map(Signer::verifier);
        let witness = self.cosigners().map(Signer::verifier);
        log.into_iter().chain(witness).collect()
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("origin", &self.origin).finish_non_exhaustive()
    }
}

fn other_name(known: &str, given: &str) -> LedgerError {
    LedgerError::new(
        format!("账本的名称已定为“{known}”，不能改为“{given}”；请去掉 --origin"),
        format!("the ledger is called `{known}` and cannot be renamed `{given}`; leave --origin out"),
    )
}

fn no_name() -> LedgerError {
    LedgerError::new(
        "账本还没有名称和密钥；请先运行 shouwang ledger keys --origin 名称，例如 ewang.hunan.gov.cn/shouwang",
        "the ledger has no name and no keys yet; run shouwang ledger keys --origin NAME first, such as ewang.hunan.gov.cn/shouwang",
    )
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn read_private(path: &Path) -> Result<String, LedgerError> {
    check_private(path, "600")?;
    fs::read_to_string(path).map_err(LedgerError::file(path))
}

/// Refuses what others than the owner may read or change.
fn check_private(path: &Path, wanted: &str) -> Result<(), LedgerError> {
    let mode = fs::metadata(path).map_err(LedgerError::file(path))?.permissions().mode();
    if mode & OTHERS == 0 {
        return Ok(());
    }
    let (path, mode) = (path.display(), mode & 0o777);
    Err(LedgerError::new(
        format!("{path} 的权限是 {mode:o}，别人也能读取，密钥不予使用；请运行 chmod {wanted} {path}"),
        format!("{path} has the permissions {mode:o}, so others can read it, and the key is not used; run chmod {wanted} {path}"),
    ))
}
