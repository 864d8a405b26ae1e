"""The signs that open an item of a list."""

# Written for a class of a regular expression: [●■…].
BULLETS = "●■□▲△▶►▷▸※◆◇★☆◎○·•▪✓✔☑✅➤❖✦"
