package org.openqof.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One cell of a notebook.
 *
 * @param source its text
 * @param code whether it holds Java; otherwise Markdown
 * @param node the cell as the file holds it, where its outputs are put
 */
record Cell(String source, boolean code, ObjectNode node) {}
