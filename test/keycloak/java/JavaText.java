import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Answers, line by line, what Java makes of characters and texts (java-text.long.kc.test.ts). Texts come as UTF-16 in hex. */
public class JavaText {
  public static void main(String[] args) throws Exception {
    StringBuilder out = new StringBuilder();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) out.append(answer(line.split(" ", -1))).append('\n');
    System.out.print(out);
  }

  static String answer(String[] question) {
    switch (question[0]) {
      case "unit":
        char c = text(question[1]).charAt(0);
        return (Character.isDefined(c) ? "d" : "-")
            + (Character.isDigit(c) ? "D" : "-")
            + (Character.isLowerCase(c) ? "l" : "-")
            + (Character.isUpperCase(c) ? "U" : "-")
            + (Character.isLetterOrDigit(c) ? "L" : "-");
      case "equal":
        return String.valueOf(text(question[1]).equalsIgnoreCase(text(question[2])));
      case "match":
        try {
          return String.valueOf(Pattern.compile(text(question[1])).matcher(text(question[2])).matches());
        } catch (PatternSyntaxException invalid) {
          return "invalid";
        }
      case "domain":
        try {
          return java.net.IDN.toASCII(text(question[1]));
        } catch (IllegalArgumentException invalid) {
          return "invalid";
        }
      default:
        throw new IllegalArgumentException(question[0]);
    }
  }

  static String text(String hex) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 4 <= hex.length(); i += 4) text.append((char) Integer.parseInt(hex.substring(i, i + 4), 16));
    return text.toString();
  }
}
