"""The style sheet of the HTML report, for screen and paper; nothing is fetched from elsewhere."""

TITLE = '"方正小标宋简体","FZXiaoBiaoSong-B05S","华文中宋","STZhongsong","Noto Serif CJK SC",serif'
BODY = '"仿宋_GB2312","仿宋","FangSong","STFangsong","Noto Serif CJK SC","Songti SC",serif'
HEADING = '"黑体","SimHei","Noto Sans CJK SC","PingFang SC",sans-serif'
SUBHEADING = '"楷体_GB2312","楷体","KaiTi","STKaiti","Noto Serif CJK SC",serif'

STYLE_SHEET = f"""
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #eceff1; color: #000; font: 18px/1.8 "Times New Roman",{BODY}; }}
main {{ max-width: 76rem; margin: 1.5rem auto; padding: 2.5rem 3rem; background: #fff; }}
.upright {{ max-width: 56rem; margin: 0 auto; }}
.masthead {{ margin: 0; color: #c00; font: 2.3rem/1.4 {TITLE}; text-align: center; }}
.number {{ margin: .4rem 0; text-align: center; }}
.issuer {{ display: flex; flex-wrap: wrap; justify-content: space-between; margin: 0;
  padding-bottom: .3rem; border-bottom: 3px solid #c00; }}
h1, .title {{ margin: 1.6rem 0 1rem; font: 1.8rem/1.5 {TITLE}; text-align: center; }}
h2 {{ margin: 1.4rem 0 .4rem; font: 1.15rem/1.8 {HEADING}; }}
h3 {{ margin: 1rem 0 .3rem; font: 1.1rem/1.8 {SUBHEADING}; }}
p {{ margin: .2rem 0; text-indent: 2em; text-align: justify; }}
.masthead, .number, .issuer, .title, .note {{ text-indent: 0; }}
.note {{ font-size: .85rem; }}
.flush, .mark, .attachments, .signature, .imprint p {{ text-indent: 0; }}
.mark {{ color: #c00; text-align: center; letter-spacing: 1em; }}
.attachments {{ margin-top: 1.4rem; padding-left: 2em; }}
.signature {{ margin-top: 2.4rem; padding-right: 4em; text-align: right; }}
.imprint {{ margin-top: 2rem; border-top: 1px solid #000; border-bottom: 1px solid #000; }}
.ends {{ display: flex; flex-wrap: wrap; justify-content: space-between; }}
figure {{ margin: 1rem 0; }}
figcaption {{ padding: .3rem; font: 1rem/1.5 {HEADING}; text-align: center; }}
figure svg {{ width: 100%; height: auto; }}
nav {{ margin: 0 0 1rem; font-size: .9rem; }}
nav ul {{ display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; margin: 0; padding: 0;
  list-style: none; justify-content: center; }}
a {{ color: #0b4f8a; }}
.scroll {{ overflow-x: auto; }}
table {{ width: 100%; margin: .6rem 0 1rem; border-collapse: collapse; table-layout: fixed;
  font-size: .85rem; line-height: 1.5; }}
.wide table {{ min-width: 62rem; }}
caption {{ padding: .3rem; font: 1rem/1.5 {HEADING}; }}
th, td {{ padding: .3rem .4rem; border: 1px solid #555; text-align: left; vertical-align: middle;
  overflow-wrap: anywhere; word-break: break-word; }}
thead th {{ background: #f3f4f5; text-align: center; }}
th {{ font-family: {HEADING}; font-weight: normal; }}
tbody th {{ font-family: inherit; }}
tr.total > * {{ font-family: {HEADING}; }}
td.center {{ text-align: center; }}
@media (max-width: 40rem) {{
  main {{ margin: 0; padding: 1rem; }}
  .upright table {{ min-width: 40rem; }}
}}
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; }}
@page wide {{ size: A4 landscape; margin: 26mm 20mm 25mm 20mm; }}
@media print {{
  body {{ background: none; font-size: 16pt; line-height: 28.9pt; }}
  main {{ max-width: none; margin: 0; padding: 0; }}
  .upright {{ max-width: none; }}
  nav {{ display: none; }}
  .scroll {{ overflow: visible; }}
  .wide {{ page: wide; break-before: page; }}
  .wide table {{ min-width: 0; }}
  table {{ font-size: 10.5pt; }}
  .wide table {{ font-size: 9pt; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
  h2, h3, caption {{ break-after: avoid; }}
  thead th {{ background: none; }}
}}
"""
