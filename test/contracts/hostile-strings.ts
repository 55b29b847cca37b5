/** Ways to end what a text stands in, and to begin something of one's own. */
const openings = ['', '"', "'", '`', '>', '-->', '</td>', '</script>', '\\', ')', '}}', "');", '">', "' ", '%27 '];
const acts = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  'onfocus=alert(1) autofocus',
  '<math><mtext></mtext><script>alert(1)</script></math>',
  'OR 1=1 --',
  '; DROP TABLE sites; --',
  'UNION SELECT password FROM accounts --',
  '|| (SELECT 1) ||',
  'AND pg_sleep(9) --',
  ", (SELECT load_extension('x')))",
  '$1 $2 :name ?1 @x',
  '%s%s%n {0} {program}',
  'E\\x27 OR TRUE',
  '/* */ -- #',
  '<!--#exec cmd="id"-->',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
  '../../../../etc/passwd',
  '$(id) `id` ; id | id',
  '{"$gt":""}',
  '__proto__',
  'constructor.prototype.x',
  'sep.program = all',
  '<a href="https://evil.example">x</a>',
  '<style>@import "https://evil.example"</style>',
  '[x](javascript:alert(1))',
  '\u202Egnp.exe',
  '&#x3C;script&#x3E;',
  '<b>bold</b>',
];

/** So many different texts that mean harm to something that would run them; none that a cell does not keep as it is. */
export function seedFrom(count: number): string[] {
  const all = acts.flatMap((act) => openings.map((opening) => `x${opening}${act}`));
  return all.slice(0, count);
}
