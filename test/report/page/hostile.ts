/** Text that a page would take for markup or for script, if it were not kept from it. */
export const HOSTILE: readonly string[] = [
  "</script><script>document.title = 'owned'</script>",
  "<!--<script>",
  "<img src=x onerror=\"document.title = 'owned'\">",
  "' onfocus=alert(1) autofocus x='",
  "&lt;b&gt;bold&lt;/b&gt; &amp; &#60;",
  "a\u2028b\u2029c\u0000\u0001\u202e",
  "\u0001",
  "]]>\\u003c/script>",
  "$\u007bdocument.title} `x` $& $1 {{x}}",
  "__proto__",
];
