//! The README's example note and output: each command is run, and must print what the README shows below it.
//!
//! With `RENEW=1` in the environment the README is updated with the actual output; review the diff.

use super::folder::Folder;
use std::path::Path;
use std::{env, fs};

/// A run of lines indented as code, with its first line number.
struct Block<'a> {
    first: usize,
    lines: Vec<&'a str>,
}

#[test]
fn readme_commands_print_the_documented_output() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let blocks = blocks(&readme);
    let note =
        blocks.iter().find(|b| b.lines.first().is_some_and(|l| l.starts_with("# "))).unwrap();
    let mut folder = Folder::empty().with("kerry.md", note.lines.join("\n") + "\n");
    for entry in fs::read_dir(root.join("seeds")).unwrap() {
        let entry = entry.unwrap();
        let name = format!("seeds/{}", entry.file_name().to_str().unwrap());
        folder = folder.with(&name, fs::read(entry.path()).unwrap());
    }
    let mut lines: Vec<String> = readme.lines().map(str::to_owned).collect();
    let mut ran = 0;
    for block in blocks.iter().rev() {
        let Some(command) = block.lines.first().and_then(|l| l.strip_prefix("$ onrecord ")) else {
            continue;
        };
        let (command, most) = match command.split_once(" | head -n ") {
            Some((command, most)) => (command, most.parse().unwrap()),
            None => (command, usize::MAX),
        };
        let arguments: Vec<&str> = command.split(' ').collect();
        let printed = folder.run(&arguments).stdout;
        let printed: Vec<&str> = printed.trim_end().lines().take(most).collect();
        ran += 1;
        if env::var_os("RENEW").is_some() {
            let new = printed.iter().map(|l| format!("    {l}").trim_end().to_owned());
            lines.splice(block.first + 1..block.first + block.lines.len(), new);
        } else {
            assert_eq!(block.lines[1..].join("\n"), printed.join("\n"), "onrecord {command}");
        }
    }
    assert!(ran >= 3, "the README shows at least three commands");
    if env::var_os("RENEW").is_some() {
        fs::write(root.join("README.md"), lines.join("\n") + "\n").unwrap();
    }
}

/// The code blocks of a Markdown text, indented by four spaces.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        match line.strip_prefix("    ") {
            Some(code) if open && !code.starts_with("$ ") => {
                blocks.last_mut().unwrap().lines.push(code)
            }
            Some(code) => {
                blocks.push(Block { first: number, lines: vec![code] });
                open = true;
            }
            // An empty line belongs to the block if more code follows.
            None if line.is_empty() && open => blocks.last_mut().unwrap().lines.push(""),
            None => open = false,
        }
    }
    for block in &mut blocks {
        while block.lines.last().is_some_and(|l| l.is_empty()) {
            block.lines.pop();
        }
    }
    blocks
}
