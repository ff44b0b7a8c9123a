//! The program's dependencies: allowed licences, one registry, and no package that opens a connection or runs a program.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by panicking"
)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Licences compatible with distributing onrecord under its own.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that open connections.
const CONNECTING: &[&str] = &[
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "surf",
    "tungstenite",
    "ureq",
];

/// The output of cargo.
fn cargo(arguments: &[&str]) -> Vec<u8> {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The packages for this machine with their metadata, as cargo has them; nothing is fetched. A build fetches no packages of
/// other platforms, so on a fresh machine only `Cargo.lock` knows those: see [`locked`]. `.ci/audit` fetches them and
/// checks their licences.
fn metadata() -> Value {
    let version = String::from_utf8(cargo(&["--version", "--verbose"])).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let filtered = ["metadata", "--format-version", "1", "--filter-platform", host];
    let output = cargo(&[&filtered[..], &["--locked", "--offline"]].concat());
    serde_json::from_slice(&output).unwrap()
}

/// The packages of all platforms in `Cargo.lock`: name and origin.
fn locked() -> Vec<(String, Option<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let text = |package: &toml::Value, key| {
        package.get(key).and_then(toml::Value::as_str).map(str::to_owned)
    };
    let packages = lock["package"].as_array().unwrap().iter();
    packages.map(|package| (text(package, "name").unwrap(), text(package, "source"))).collect()
}

/// Whether a licence expression allows a licence from the list. `/` is the old way to write `OR`.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let known = |name: &str| LICENCES.contains(&name.trim().trim_matches(['(', ')']).trim());
    // (A OR B) AND C: every part must have an allowed one.
    expression.split(" AND ").all(|part| part.split(" OR ").any(known))
}

#[test]
fn every_package_has_an_allowed_licence_and_registry() {
    assert!(allowed("MIT/Apache-2.0") && allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(!allowed("GPL-3.0") && !allowed("MIT AND GPL-3.0"));
    let metadata = metadata();
    let mut wrong = Vec::new();
    let here = metadata["packages"].as_array().unwrap();
    assert!(here.iter().any(|package| package["name"] == "tokio"), "packages are found");
    for package in here {
        let licence = package["license"].as_str().unwrap_or("none");
        if !allowed(licence) {
            wrong.push(format!("{} is {licence}", package["id"]));
        }
    }
    let everywhere = locked();
    assert!(everywhere.len() >= here.len());
    for (name, source) in everywhere {
        let own = name == "onrecord" && source.is_none();
        let from = "registry+https://github.com/rust-lang/crates.io-index";
        if !(own || source.as_deref() == Some(from)) {
            wrong.push(format!("{name} is from {source:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_package_opens_a_connection_or_runs_a_program() {
    let names = locked().into_iter().map(|(name, _)| name);
    let connecting: Vec<String> =
        names.filter(|name| CONNECTING.contains(&name.as_str())).collect();
    assert!(connecting.is_empty(), "{connecting:?}");
    let metadata = metadata();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let tokio = nodes.iter().find(|node| node["id"].as_str().unwrap().contains("#tokio@")).unwrap();
    for feature in ["net", "process", "full"] {
        assert!(
            !tokio["features"].as_array().unwrap().iter().any(|f| f == feature),
            "tokio has {feature}"
        );
    }
}

/// The names that an ELF file imports: its loaded string table, `.dynstr`.
#[cfg(all(target_os = "linux", target_env = "gnu", target_pointer_width = "64"))]
fn imported(program: &[u8]) -> &[u8] {
    let number = |at: usize, len: usize| {
        let bytes = program[at..at + len].iter().rev();
        bytes.fold(0, |sum, byte| (sum << 8) | usize::from(*byte))
    };
    const STRING_TABLE: usize = 3;
    const LOADED: usize = 2;
    let (sections, size, count) = (number(0x28, 8), number(0x3a, 2), number(0x3c, 2));
    let mut heads = (0..count).map(|n| sections + n * size);
    let names =
        heads.find(|at| number(at + 4, 4) == STRING_TABLE && number(at + 8, 8) & LOADED != 0);
    let names = names.unwrap();
    let start = number(names + 24, 8);
    &program[start..start + number(names + 32, 8)]
}

/// The program imports nothing that reaches the network or runs a program.
#[cfg(all(target_os = "linux", target_env = "gnu", target_pointer_width = "64"))]
#[test]
fn binary_imports_no_network_or_exec_calls() {
    let program = fs::read(env!("CARGO_BIN_EXE_onrecord")).unwrap();
    let imported = imported(&program);
    let asks_for = |name: &str| imported.split(|byte| *byte == 0).any(|one| one == name.as_bytes());
    assert!(asks_for("read") && asks_for("inotify_add_watch"), "names are found");
    for name in [
        "connect",
        "socket",
        "bind",
        "listen",
        "accept4",
        "sendto",
        "getaddrinfo",
        "execve",
        "execvp",
        "fork",
        "vfork",
        "posix_spawn",
        "posix_spawnp",
        "system",
        "popen",
        "dlopen",
    ] {
        assert!(!asks_for(name), "the program calls {name}");
    }
}

#[test]
fn source_code_uses_no_network_or_processes() {
    fn check(folder: &Path) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                check(&entry);
                continue;
            }
            let text = fs::read_to_string(&entry).unwrap_or_default();
            for word in [
                "std::net",
                "process::Command",
                "Command::new(\"",
                "tokio::net",
                "tokio::process",
                "libloading",
            ] {
                assert!(!text.contains(word), "{} has {word}", entry.display());
            }
        }
    }
    check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
}
