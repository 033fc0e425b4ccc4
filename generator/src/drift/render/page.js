"use strict";
const form = document.getElementById("filters");
const axis = document.getElementById("axis");
const operation = document.getElementById("operation");
const shown = document.getElementById("shown");
const articles = [...document.querySelectorAll("article")];
const sections = [...document.querySelectorAll("section")];

function filter() {
  const levels = new Set([...form.querySelectorAll("input[name=level]:checked")].map((box) => box.value));
  const wanted = operation.value.trim().toLowerCase();
  let count = 0;
  for (const article of articles) {
    const fits = levels.has(article.dataset[axis.value]);
    const reaches = wanted === "" || article.dataset.operations.toLowerCase().split("\n").some((one) => one.includes(wanted));
    article.hidden = !(fits && reaches);
    count += article.hidden ? 0 : 1;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector("article:not([hidden])");
  }
  shown.textContent = `${count} of ${articles.length} shown`;
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
