package org.ebm4j.viz.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads reports as a strict parser does.
final class Pages {

  private static final Pattern CODE =
      Pattern.compile("(?s)<(style|script)([^>]*)>(.*?)</(style|script)>");
  private static final Set<String> REFERENCES =
      Set.of("src", "href", "srcset", "action", "formaction", "data", "poster", "background");
  private static final Pattern STYLE_REFERENCE = Pattern.compile("(?i)@import|url\\(");

  private Pages() {}

  /// The page as XML; what stands inside styles and scripts, which is not markup, is left out.
  static Document parse(String html) {
    String markup = CODE.matcher(html).replaceAll("<$1$2></$1>");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(markup)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
    }
  }

  static List<Element> all(Node under, String name) {
    NodeList found =
        under instanceof Document page
            ? page.getElementsByTagName(name)
            : ((Element) under).getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  static List<String> texts(Node under, String name) {
    return all(under, name).stream().map(e -> e.getTextContent().strip()).toList();
  }

  /// Everything that would make a browser leave the page: references that are neither data nor
  /// places on the page, and references in styles.
  static List<String> outsideReferences(String html) {
    List<String> found = new ArrayList<>();
    Matcher code = CODE.matcher(html);
    while (code.find()) {
      Matcher style = STYLE_REFERENCE.matcher(code.group(1).equals("style") ? code.group(3) : "");
      while (style.find()) {
        found.add(style.group());
      }
    }
    for (Element element : all(parse(html), "*")) {
      for (String name : REFERENCES) {
        String value = element.getAttribute(name);
        if (!value.isEmpty() && !value.startsWith("#") && !value.startsWith("data:")) {
          found.add(name + "=" + value);
        }
      }
    }
    return found;
  }
}
