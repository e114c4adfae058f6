/**
 * The page's whole script: theme, filter, and the map as a filter. It reads data attributes and writes classes and
 * `hidden`, never markup, so that no name in a report can become code. Everything is readable without it.
 */
export const PAGE_SCRIPT = `
(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const store = { get() { try { return localStorage.getItem('intended-theme'); } catch { return null; } }, set(value) { try { localStorage.setItem('intended-theme', value); } catch { } } };
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const toggle = one('.toggle');
  const label = () => { toggle.textContent = isDark() ? 'Light' : 'Dark'; };
  const saved = store.get();
  if (saved === 'dark' || saved === 'light') root.dataset.theme = saved;
  label();
  toggle.hidden = false;
  toggle.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; store.set(root.dataset.theme); label(); });

  const filter = one('.filter');
  if (!filter) return;
  const words = one('#words'), dataClass = one('#class'), stars = one('#stars'), beyond = one('#beyond'), told = one('#told'), clear = one('#clear');
  let chosen;
  filter.hidden = false;
  const flows = all('.flow'), nodes = all('.node'), items = all('[data-item]');
  const touches = (item) => JSON.parse(item.dataset.touches || '[]');
  function apply() {
    const wanted = words.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0, services = 0;
    for (const item of items) {
      const text = (item.dataset.words ?? '').toLowerCase();
      const fits = wanted.every((word) => text.includes(word)) &&
        (dataClass.value === '' || (item.dataset.classes ?? '').split(' ').includes(dataClass.value)) &&
        Number(item.dataset.stars) >= Number(stars.value) &&
        (!beyond.checked || item.dataset.beyond === 'yes') &&
        (chosen === undefined || item.dataset.item === chosen || touches(item).includes(chosen));
      item.hidden = !fits;
      if (item.matches('tr')) { services++; if (fits) shown++; }
    }
    const near = new Set(chosen === undefined ? [] : [chosen]);
    for (const flow of flows) {
      const isNear = chosen === undefined || flow.dataset.from === chosen || flow.dataset.to === chosen;
      flow.classList.toggle('dim', !isNear);
      if (chosen !== undefined && isNear) { near.add(flow.dataset.from); near.add(flow.dataset.to); }
    }
    for (const node of nodes) {
      node.classList.toggle('dim', chosen !== undefined && !near.has(node.dataset.node));
      node.setAttribute('aria-pressed', String(node.dataset.node === chosen));
    }
    const isFiltered = shown < services || chosen !== undefined || wanted.length > 0;
    told.textContent = isFiltered ? shown + ' of ' + services + ' services' + (chosen === undefined ? '' : ' around ' + chosen) : '';
    clear.hidden = !isFiltered;
    for (const empty of all('[data-none]')) empty.hidden = !isFiltered || all(empty.dataset.none).some((item) => !item.hidden);
  }
  for (const control of [words, dataClass, stars, beyond]) control.addEventListener('input', apply);
  clear.addEventListener('click', () => { words.value = ''; dataClass.value = ''; stars.value = '0'; beyond.checked = false; chosen = undefined; apply(); words.focus(); });
  for (const node of nodes) {
    const choose = () => { chosen = chosen === node.dataset.node ? undefined : node.dataset.node; apply(); };
    node.addEventListener('click', choose);
    node.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(); } });
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(?:INPUT|SELECT)$/.test(document.activeElement?.tagName ?? '')) { event.preventDefault(); words.focus(); }
    if (event.key === 'Escape' && chosen !== undefined) { chosen = undefined; apply(); }
  });
  let opened = [];
  addEventListener('beforeprint', () => { opened = all('details:not([open])'); for (const one of opened) one.open = true; });
  addEventListener('afterprint', () => { for (const one of opened) one.open = false; });
  apply();
})();
`;
