'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const text = $('text'), tip = $('tip'), shown = $('shown'), programme = $('programme'), numerals = $('numerals');
  const { words, strings, rows } = JSON.parse($('data').textContent);
  document.documentElement.classList.add('js');

  // A row: paragraph, first byte, byte after the last, programme; then numbers of strings.
  const row = (m) => rows[m] || [];
  const numberOf = (el) => Number(el.dataset.m || el.id.slice(1));
  // Where something foreign stands inside a number, it goes on behind that.
  const more = new Map();
  for (const el of text.querySelectorAll('[data-m]')) more.set(el.dataset.m, [...(more.get(el.dataset.m) || []), el]);
  const pieces = (m) => [$('m' + m), ...(more.get(String(m)) || [])].filter(Boolean);
  const numbers = [...text.querySelectorAll('[id^="m"]')];
  const cards = [...document.querySelectorAll('.card')];
  const states = [...document.querySelectorAll('[name="state"]')];
  const cardsOf = new Map();
  for (const card of cards) {
    for (const m of card.dataset.m.split(' ')) {
      if (!cardsOf.has(m)) cardsOf.set(m, []);
      cardsOf.get(m).push(card);
    }
  }
  const fill = (pattern, ...blanks) => pattern.replace(/\{\}/g, () => blanks.shift());

  // What a number means, beside it.
  function show(el) {
    if (el.classList.contains('k') && !numerals.checked) return;
    const m = numberOf(el), r = row(m), s = (i) => strings[r[i] || 0];
    for (const piece of pieces(m)) piece.removeAttribute('title');
    tip.textContent = '';
    const big = document.createElement('p'), raw = document.createElement('span');
    big.className = 'big';
    raw.textContent = pieces(m).map((piece) => piece.textContent).join('').trim() + ' → ';
    big.append(raw, s(4));
    const list = document.createElement('dl');
    const line = (name, value) => {
      if (!value) return;
      const dt = document.createElement('dt'), dd = document.createElement('dd');
      dt.textContent = name;
      dd.textContent = value;
      list.append(dt, dd);
    };
    line(words[2], s(7));
    line(words[3], s(8));
    line(words[4], s(9));
    line(words[5], s(10));
    line(words[6], s(11));
    line(words[7], s(5));
    line(words[8], s(6));
    line(words[9], fill(words[10], r[0], r[1], r[2]));
    line(words[11], s(12));
    line(words[12], s(13));
    tip.append(big, list);
    for (const card of (cardsOf.get(String(m)) || []).slice(0, 3)) {
      const note = document.createElement('p');
      note.textContent = card.querySelector('.sign').textContent + ' ' + card.querySelector('.says').textContent;
      tip.append(note);
    }
    tip.hidden = false;
    told = el;
    el.setAttribute('aria-describedby', 'tip');
    place();
  }
  let told = null;
  function place() {
    const box = told.getClientRects()[0] || told.getBoundingClientRect(), room = 8;
    const below = box.bottom + room + tip.offsetHeight <= innerHeight;
    tip.style.left = Math.max(room, Math.min(box.left, innerWidth - tip.offsetWidth - room)) + 'px';
    tip.style.top = Math.max(room, below ? box.bottom + room : box.top - room - tip.offsetHeight) + 'px';
  }
  const hide = () => { tip.hidden = true; };

  // The numbers of a finding, lit with the readings that were used.
  let active = null;
  function clear() {
    for (const el of text.querySelectorAll('.lit')) {
      el.classList.remove('lit', 'judged');
      delete el.dataset.l;
      delete el.dataset.i;
    }
    if (active) active.classList.remove('on');
    active = null;
    hide();
  }
  function bring(el) {
    const box = el.getBoundingClientRect(), margin = 60;
    if (box.top < margin || box.bottom > innerHeight - margin) el.scrollIntoView({ block: 'center' });
  }
  // A finding in short gets the numbers of its calculation when it is opened.
  function lay(card, ids) {
    const calc = card.querySelector('.calc');
    if (calc.querySelector('table')) return;
    const table = document.createElement('table'), judged = card.querySelector('h3 a').hash === '#m' + ids[0];
    ids.forEach((m, i) => {
      const line = table.insertRow(), r = row(m), s = (k) => strings[r[k] || 0], number = judged ? i : i + 1;
      const cell = (name, what) => {
        const td = line.insertCell();
        td.className = name;
        td.append(what);
      };
      const link = document.createElement('a');
      link.href = '#m' + m;
      link.textContent = pieces(m).map((piece) => piece.textContent).join('').trim();
      cell('letter', number === 0 ? '●' : number <= 20 ? String.fromCharCode(0x245f + number) : '(' + number + ')');
      cell('', link);
      cell('', s(7).split('\n')[document.documentElement.lang === 'en' ? 1 : 0] || s(8));
      cell('reading', s(6) || s(4));
      cell('where', fill(words[14], r[0]));
    });
    calc.querySelector('.result').before(table);
  }
  function open(card) {
    clear();
    active = card;
    card.classList.add('on');
    for (let around = card.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
    const ids = card.dataset.m.split(' ').filter(Boolean);
    lay(card, ids);
    const lines = card.querySelectorAll('.calc tr');
    ids.forEach((m, i) => {
      const letter = lines[i] ? lines[i].querySelector('.letter').textContent : '';
      const all = pieces(m);
      for (const el of all) {
        el.classList.add('lit');
        if (letter === '●') el.classList.add('judged');
      }
      if (all[0] && !all[0].dataset.l) all[0].dataset.l = letter;
      if (all[0] && lines[i]) all[all.length - 1].dataset.i = lines[i].querySelector('.reading').textContent;
    });
    const first = ids.length && $('m' + ids[0]);
    if (first) bring(first);
    card.scrollIntoView({ block: 'nearest' });
    try { history.replaceState(null, '', '#' + card.id); } catch (_) { /* a page from a place without addresses */ }
  }
  function openOf(m) {
    const all = cardsOf.get(String(m)) || [];
    if (all.length) open(all[(all.indexOf(active) + 1) % all.length]);
    else clear();
  }
  function go(m) {
    const el = $('m' + m);
    if (!el) return;
    if (!el.hasAttribute('href')) el.tabIndex = -1;
    bring(el);
    el.focus({ preventScroll: true });
  }

  // Filters.
  const passes = (el, of) => (!programme.value || String(of) === programme.value) && allowed.has(stateOf(el));
  const stateOf = (el) => (el.classList.contains('card') ? el.classList[1] : el.classList[0]);
  let allowed = new Set();
  function filter() {
    allowed = new Set(states.filter((box) => box.checked).map((box) => box.value));
    document.documentElement.classList.toggle('numerals', numerals.checked);
    let some = 0, findings = 0;
    for (const el of numbers) {
      if (el.classList.contains('k')) continue;
      const on = passes(el, row(numberOf(el))[3] || 0);
      if (on) some += 1;
      if (el.classList.contains('dim') === on) for (const piece of pieces(numberOf(el))) piece.classList.toggle('dim', !on);
    }
    for (const card of cards) {
      card.hidden = !passes(card, card.dataset.p);
      if (!card.hidden) findings += 1;
    }
    for (const item of document.querySelectorAll('.figures li')) item.hidden = Boolean(programme.value) && item.dataset.p !== programme.value;
    shown.textContent = fill(words[13], findings, some);
  }
  for (const box of [programme, numerals, ...states]) box.addEventListener('change', filter);

  // Pointer and focus.
  const numberAt = (target) => (target.closest ? target.closest('#text a, #text b') : null);
  // Text that moves under a pointer at rest points at nothing.
  let point = '';
  const pointOf = (event) => event.clientX + ' ' + event.clientY;
  addEventListener('mousemove', (event) => { point = pointOf(event); }, { passive: true });
  text.addEventListener('mouseover', (event) => {
    const el = numberAt(event.target);
    if (el && pointOf(event) !== point) show(el);
  });
  text.addEventListener('mouseout', (event) => { if (pointOf(event) !== point) hide(); });
  text.addEventListener('focusin', (event) => { const el = numberAt(event.target); if (el) show(el); });
  text.addEventListener('focusout', hide);
  addEventListener('scroll', () => { if (!tip.hidden) place(); }, { passive: true });
  document.addEventListener('click', (event) => {
    const el = numberAt(event.target), card = event.target.closest('.card'), link = event.target.closest('a');
    if (el) {
      event.preventDefault();
      if (!el.classList.contains('k')) openOf(numberOf(el));
    } else if (link && link.hash.startsWith('#m')) {
      event.preventDefault();
      if (card) open(card);
      go(link.hash.slice(2));
    } else if (card && !getSelection().toString()) {
      open(card);
    }
  });

  // Keys.
  function step(list, from, by) {
    const at = list.indexOf(from);
    return at < 0 ? list[by > 0 ? 0 : list.length - 1] : list[(at + by + list.length) % list.length];
  }
  let last = null;
  document.addEventListener('keydown', (event) => {
    // Letters choose in a list.
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target === programme && event.key !== 'Escape')) return;
    const by = { j: 1, k: -1, n: 1, p: -1 }[event.key];
    if (event.key === 'j' || event.key === 'k') {
      // Into parts that are closed, but not into what holds unless that is open.
      const holds = $('holds'), held = holds && !holds.open;
      const list = cards.filter((card) => !card.hidden && !(held && holds.contains(card)));
      if (list.length) open(step(list, active, by));
    } else if (by) {
      const seen = numbers.filter((el) => !el.classList.contains('dim') && (numerals.checked || !el.classList.contains('k')));
      const here = seen.includes(document.activeElement) ? document.activeElement : last;
      last = step(seen, here, by);
      if (last) go(numberOf(last));
    } else if (event.key === 'Enter' && numberAt(event.target)) {
      event.preventDefault();
      openOf(numberOf(event.target));
    } else if (event.key === 'Escape') {
      clear();
    } else {
      return;
    }
  });

  filter();
  const hash = location.hash, wanted = /^#f\d+$/.test(hash) && $(hash.slice(1));
  if (wanted) open(wanted);
  else if (/^#m\d+$/.test(hash)) go(hash.slice(2));
})();
