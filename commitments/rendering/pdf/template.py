"""The look of the PDF as typst source: the page of GB/T 9704, 22 lines of 28 characters.

All content comes in as data; nothing that was entered is ever read as source.
"""

TEMPLATE = r"""
#let data = json(bytes(sys.inputs.data))
#let (year, month, day) = data.date
#set document(
  title: data.title, author: data.author,
  date: datetime(year: year, month: month, day: day),
)

#let latin = data.latin.map(name => (name: name, covers: "latin-in-cjk"))
#let font(role) = latin + data.families.at(role)
#let red = rgb("#ff0000")
// A character of 3号 on the grid, and the space that 22 lines leave between them.
#let size = 15.75pt
#let leading = 225mm / 22 - size
#let small(size, body) = {
  set text(size: size)
  set text(top-edge: .88em, bottom-edge: -.12em)
  set par(leading: .25em, justify: false, first-line-indent: 0pt)
  body
}

#let number = context {
  let page = counter(page).get().first()
  set text(font: font("figure"), size: 14pt)
  align(if calc.odd(page) { right } else { left }, pad(x: 1em, [— #page —]))
}
#set page(
  paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: number, footer-descent: 7mm,
  foreground: if data.watermark != "" {
    set text(size: 72pt, fill: luma(0%, 12%), font: font("heading"))
    pdf.artifact(rotate(-35deg, data.watermark))
  },
)
#set text(
  lang: data.lang, region: data.region, font: font("body"), size: size,
  top-edge: .8em, bottom-edge: -.2em,
)
#set par(
  leading: leading, spacing: leading, justify: true,
  first-line-indent: (amount: 2em, all: true),
)
#show heading: it => {
  let role = if it.level == 1 { "heading" } else { "subheading" }
  set text(size: size, weight: "regular", font: font(role))
  block(above: leading, below: leading, inset: (left: 2em), it.body)
}
#set table(stroke: .5pt, inset: (x: 1mm, y: .9mm))

#let ruled(it) = {
  set table(inset: (x: 1mm, y: .25mm)) if it.dense
  let points = if it.dense { 9pt } else { 10.5pt }
  let last = if it.total { it.rows.len() - 1 } else { -1 }
  let place(column) = if it.columns.at(column).center { center + horizon } else { left + horizon }
  let strong(body) = text(font: font("heading"), body)
  let grid = table(
    columns: it.columns.map(column => column.width * 1mm),
    align: (column, row) => if row == 0 { center + horizon } else { place(column) },
    table.header(..it.columns.map(column => strong(column.heading))),
    ..it.rows.enumerate().map(((row, cells)) => cells.cells.map(cell => table.cell(
      breakable: cells.long,
      if row == last { strong(cell) } else { cell },
    ))).flatten(),
  )
  let caption = if it.caption != "" {
    block(above: 2mm, below: 1.5mm, width: 100%, sticky: true,
      align(center, text(size: 12pt, font: font("heading"), it.caption)))
  }
  caption
  block(above: 1.5mm, below: 3mm, width: 100%, align(center, small(points, grid)))
}

// 版记, at the foot of the last page
#let imprint() = if data.imprint.printed_by != "" {
  v(1fr)
  set text(size: 14pt)
  block(breakable: false, width: 100%, stroke: (top: 1pt, bottom: 1pt), {
    set par(first-line-indent: 0pt)
    if data.imprint.copies != "" {
      block(width: 100%, below: 0pt, stroke: (bottom: .5pt), inset: (x: 1em, y: 1.5mm),
        data.imprint.copies)
    }
    block(above: 0pt, width: 100%, inset: (x: 1em, y: 1.5mm), grid(
      columns: (1fr, auto), data.imprint.printed_by, data.imprint.printed_on))
  })
}

#let picture(it) = block(above: 2mm, below: 3mm, width: 100%, breakable: false, {
  align(center, block(below: 1.5mm, text(size: 12pt, font: font("heading"), it.caption)))
  image(bytes(it.svg), format: "svg", width: 100%, alt: it.words)
})

#let show-block(it) = {
  if it.kind == "heading" { heading(level: 2, it.text) }
  else if it.kind == "paragraph" { par(it.text) }
  else if it.kind == "note" { block(above: 1.5mm, below: 3mm, small(10.5pt, it.text)) }
  else if it.kind == "table" { ruled(it) }
  else { picture(it) }
}

// 版头
#align(center, block(below: 5mm, text(font: font("title"), size: 26pt, fill: red, data.masthead)))
#align(center, block(data.number))
#block(width: 100%, stroke: (bottom: 1.5pt + red), inset: (bottom: 2mm), grid(
  columns: (1fr, auto), data.left, data.right,
))
#align(center, block(above: 10mm, below: 8mm, {
  set par(leading: .5em, justify: false, first-line-indent: 0pt)
  text(font: font("title"), size: 22pt, data.subject)
}))
#if data.addressees != "" { block(par(first-line-indent: 0pt, data.addressees)) }
#for words in data.opening { par(words) }
#for section in data.sections {
  heading(level: 1, section.heading)
  for it in section.blocks { show-block(it) }
}
// 附件说明, 落款
#if data.attachments.len() > 0 {
  v(leading)
  for (place, line) in data.attachments.enumerate() {
    let indent = if place == 0 { 2em } else if data.lang == "zh" { 5em } else { 6.5em }
    pad(left: indent, par(first-line-indent: 0pt, line))
  }
}
#if data.signature.len() > 0 {
  block(breakable: false, above: size + 2 * leading, width: 100%, align(right,
    pad(right: 4em, grid(columns: 1, align: center, row-gutter: leading, ..data.signature))))
}

#if data.annexes.len() > 0 {
  set page(flipped: true, margin: (top: 26mm, bottom: 25mm, left: 20mm, right: 20mm))
  for (place, annex) in data.annexes.enumerate() {
    if place > 0 { pagebreak() }
    {
      show heading: _ => {
        set text(size: size, weight: "regular", font: font("heading"))
        block(below: 2mm, annex.mark)
        set text(font: font("title"), size: 18pt)
        align(center, block(above: 0pt, below: 3mm, sticky: true, annex.title))
      }
      // The bookmark names both.
      heading(level: 1, annex.mark + " " + annex.title)
    }
    for it in annex.blocks { show-block(it) }
  }
  imprint()
} else {
  imprint()
}
"""
