use coact_model::{SourceFile, Sources, check};
#[test]
fn echo() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/webshop/model");
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| {
            let p = e.unwrap().path();
            SourceFile {
                name: p.file_name().unwrap().to_str().unwrap().to_owned(),
                bytes: std::fs::read(&p).unwrap(),
            }
        })
        .collect();
    let mut total = [0usize; 30];
    for f in [
        "shop.coact",
        "cooperation.coact",
        "process.coact",
        "action.coact",
    ] {
        let i = files.iter().position(|x| x.name == f).unwrap();
        let text = String::from_utf8(files[i].bytes.clone()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (n, l) in lines.iter().enumerate() {
            if l.trim().is_empty() || l.trim().starts_with("//") || l.starts_with("model") {
                continue;
            }
            // words
            let words: Vec<(usize, &str)> = l
                .match_indices(|c: char| c.is_alphabetic() || c == '_')
                .fold(vec![], |mut v: Vec<(usize, usize)>, (p, s)| {
                    if let Some(last) = v.last_mut() {
                        if last.1 == p {
                            last.1 = p + s.len();
                            return v;
                        }
                    }
                    v.push((p, p + s.len()));
                    v
                })
                .into_iter()
                .map(|(a, b)| (a, &l[a..b]))
                .collect();
            for (p, w) in words {
                let mut nl = l.to_string();
                nl.insert_str(p + w.len(), "x");
                let mut ls: Vec<String> = lines.iter().map(|s| s.to_string()).collect();
                ls[n] = nl.clone();
                let mut fs = files.clone();
                fs[i].bytes = ls.join("\n").into_bytes();
                let c = check(&Sources::new(fs));
                let k = c.diagnostics.len();
                total[k.min(29)] += 1;
                let silent = k == 0;
                if k > 4 || silent {
                    println!("{f}:{} `{w}`x  -> {k}", n + 1);
                    for d in c.diagnostics.iter().take(8) {
                        println!("     {} {}", d.code, d.message);
                    }
                }
            }
        }
    }
    println!("{total:?}");
}
