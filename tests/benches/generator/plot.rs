//! Plots as SVG, written to `tests/benches/plots/`: bars beside a goal, and lines over the number of pages.

use std::{fmt::Write as _, fs, path::Path};

use crate::Result;

const WIDTH: f64 = 720.0;
const COLOURS: [&str; 4] = ["#2b6cb0", "#c05621", "#2f855a", "#6b46c1"];

/// A bar for each subject, and a line where the goal is.
pub struct Bars {
    title: &'static str,
    goal: f64,
    bars: Vec<(String, f64)>,
}

impl Bars {
    /// No bar yet.
    pub fn new(title: &'static str, goal: f64) -> Self {
        Self { title, goal, bars: Vec::new() }
    }

    /// One more.
    pub fn add(&mut self, name: &str, value: f64) {
        self.bars.push((name.to_owned(), value));
    }

    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, file: &str) -> Result {
        let (left, row) = (270.0, 26.0);
        let most = self.bars.iter().map(|bar| bar.1).fold(self.goal, f64::max);
        let scale = (WIDTH - left - 60.0) / most;
        let height = 50.0 + row * self.bars.len() as f64;
        let mut svg = String::new();
        for (at, (name, value)) in self.bars.iter().enumerate() {
            let y = 40.0 + row * at as f64;
            let colour = if *value <= self.goal { COLOURS[2] } else { COLOURS[1] };
            text(&mut svg, left - 8.0, y + 14.0, "end", name)?;
            writeln!(svg, r#"<rect x="{left}" y="{y}" width="{:.1}" height="18" fill="{colour}"/>"#, value * scale)?;
            text(&mut svg, left + value * scale + 6.0, y + 14.0, "start", &format!("{value:.2}"))?;
        }
        let x = left + self.goal * scale;
        line(&mut svg, [x, 34.0, x, height - 6.0], "#222")?;
        text(&mut svg, x, height + 8.0, "middle", &format!("goal {}", self.goal))?;
        save(file, self.title, height + 16.0, &svg)
    }
}

/// A line for each subject.
pub struct Lines {
    title: &'static str,
    unit: &'static str,
    points: Vec<(String, f64, f64)>,
}

impl Lines {
    /// No point yet.
    pub fn new(title: &'static str, unit: &'static str) -> Self {
        Self { title, unit, points: Vec::new() }
    }

    /// One more point of the line called `name`.
    pub fn add(&mut self, name: &str, x: f64, y: f64) {
        self.points.push((name.to_owned(), x, y));
    }

    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, file: &str) -> Result {
        let (left, top, right, bottom) = (70.0, 40.0, WIDTH - 20.0, 320.0);
        let most = |of: fn(&(String, f64, f64)) -> f64| self.points.iter().map(of).fold(f64::MIN_POSITIVE, f64::max);
        let (most_x, most_y) = (most(|point| point.1), most(|point| point.2));
        let place = |x: f64, y: f64| (left + x / most_x * (right - left), bottom - y / most_y * (bottom - top));
        let mut svg = String::new();
        line(&mut svg, [left, bottom, right, bottom], "#222")?;
        line(&mut svg, [left, top, left, bottom], "#222")?;
        for quarter in 0..=4 {
            let part = f64::from(quarter) / 4.0;
            let (x, y) = place(most_x * part, most_y * part);
            text(&mut svg, x, bottom + 18.0, "middle", &format!("{:.0}", most_x * part))?;
            text(&mut svg, left - 8.0, y + 4.0, "end", &format!("{:.2}", most_y * part))?;
        }
        text(&mut svg, right, bottom + 36.0, "end", "pages")?;
        text(&mut svg, left, top - 8.0, "middle", self.unit)?;
        let mut names: Vec<&str> = self.points.iter().map(|point| point.0.as_str()).collect();
        names.dedup();
        for (at, name) in names.iter().enumerate() {
            let colour = COLOURS[at % COLOURS.len()];
            let mut path = String::new();
            for (_, x, y) in self.points.iter().filter(|point| point.0 == *name) {
                let (x, y) = place(*x, *y);
                write!(path, "{x:.1},{y:.1} ")?;
                writeln!(svg, r#"<circle cx="{x:.1}" cy="{y:.1}" r="3.5" fill="{colour}"/>"#)?;
            }
            let path = path.trim_end();
            writeln!(svg, r#"<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>"#)?;
            let y = top + 12.0 + 20.0 * at as f64;
            line(&mut svg, [left + 20.0, y - 4.0, left + 44.0, y - 4.0], colour)?;
            text(&mut svg, left + 52.0, y, "start", name)?;
        }
        save(file, self.title, bottom + 48.0, &svg)
    }
}

fn line(svg: &mut String, [x1, y1, x2, y2]: [f64; 4], colour: &str) -> Result {
    Ok(writeln!(svg, r#"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="{colour}"/>"#)?)
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, words: &str) -> Result {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    Ok(writeln!(svg, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{words}</text>"#)?)
}

fn save(file: &str, title: &str, height: f64, body: &str) -> Result {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plots");
    fs::create_dir_all(&folder)?;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    writeln!(svg, r#"<text x="{}" y="20" text-anchor="middle" font-size="14">{title}</text>"#, WIDTH / 2.0)?;
    svg.push_str(body);
    svg.push_str("</svg>\n");
    Ok(fs::write(folder.join(file), svg)?)
}
