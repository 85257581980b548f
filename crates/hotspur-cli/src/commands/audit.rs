//! `hotspur audit`: what an outsider could learn from public releases.

use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result, bail};
use hotspur_io::audit::{Audit, AuditRequest, audit};

use crate::audit_args::AuditArgs;

/// Attacks the releases, prints what was learned and what was tried, and fails where anything was learned.
pub fn run(args: AuditArgs) -> Result<()> {
    let found = audit(&AuditRequest {
        releases: args.releases,
        truth: args.truth,
        threshold: args.threshold,
        sensitive_threshold: args.sensitive_threshold,
    })?;
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&found)? + "\n";
        fs::write(file, text).with_context(|| {
            format!(
                "cannot write {}: name a file in a folder that exists",
                file.display()
            )
        })?;
    }
    print(&found)?;
    match found.findings.len() {
        0 => Ok(()),
        1 => bail!("1 finding: do not publish before it is mended"),
        many => bail!("{many} findings: do not publish before they are mended"),
    }
}

fn print(found: &Audit) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for finding in &found.findings {
        writeln!(out, "{}", finding.line())?;
    }
    if found.findings.is_empty() {
        writeln!(
            out,
            "nothing below {} ({} of sensitive themes) was recovered",
            found.threshold, found.sensitive_threshold
        )?;
    }
    let tried = &found.tried;
    writeln!(
        out,
        "tried: {} counts against the truth; {} small counts by linear programmes over {} statements; {} densities turned back \
         ({} of them without a certain answer); {} places; {} words, numbers and positions in {} bytes of {} files, {} tables; \
         dates by {} at the finest",
        tried.counts,
        tried.targets,
        tried.statements,
        tried.densities,
        tried.densities_unclear,
        tried.places,
        tried.needles,
        tried.bytes,
        tried.files,
        tried.tables,
        found.dates
    )
}
