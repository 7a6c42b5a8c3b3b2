// Cells that were copied from a table of another program become a table of Markdown (ux.md 4.3).
import { parse } from "../shared/html.js";

const cell = (one) => one.textContent.replace(/\s+/g, " ").trim().replaceAll("|", "\\|");
const line = (cells) => `| ${cells.join(" | ")} |`;

// The table that an HTML text is, or "" when there is more in it than one table, or just one cell.
export function readTable(html) {
  if (!html.includes("<t")) return "";
  const { body } = parse(html);
  const [table, ...others] = body.querySelectorAll("table");
  if (!table || others.length || table.textContent.trim() !== body.textContent.trim()) return "";
  const rows = [...table.rows].map((row) => [...row.cells].map(cell));
  const width = Math.max(...rows.map((row) => row.length));
  if (!(rows.length * width > 1)) return "";
  const [head, ...rest] = rows.map((row) => line([...row, ...Array(width - row.length).fill("")]));
  return `${[head, line(Array(width).fill("---")), ...rest].join("\n")}\n`;
}
