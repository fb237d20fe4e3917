import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import freemarker.template.Configuration;
import freemarker.core.HTMLOutputFormat;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.keycloak.email.freemarker.beans.EventBean;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.theme.KeycloakSanitizerMethod;
import org.keycloak.theme.beans.MessageFormatterMethod;

/**
 * Renders mails of a built e-mail theme as Keycloak's FreeMarkerEmailTemplateProvider does, with Keycloak's own classes for messages,
 * sanitizing and events, but without a server: for the preview and for tests.
 *
 *   java -cp "<keycloak>/lib/lib/main/*" RenderMails.java <theme folder>  < jobs.json  > mails.json
 *
 * A job: { mail, locale, subjectKey, subjectArgs, properties, data }; its answer: { subject, html, text } or { error }.
 */
public class RenderMails {
    record Job(String mail, String locale, String subjectKey, List<String> subjectArgs, Map<String, String> properties,
            Map<String, Object> data) {}

    public static void main(String[] args) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Path theme = Path.of(args[0]);
        Configuration freemarker = new Configuration(Configuration.VERSION_2_3_32);
        freemarker.setDirectoryForTemplateLoading(theme.toFile());
        freemarker.setOutputFormat(HTMLOutputFormat.INSTANCE);
        freemarker.setDefaultEncoding("UTF-8");
        freemarker.setLogTemplateExceptions(false);
        ObjectMapper json = new ObjectMapper();
        List<Job> jobs = json.readValue(System.in, new TypeReference<List<Job>>() {});
        List<Map<String, String>> mails = new ArrayList<>();
        for (Job job : jobs) {
            try {
                mails.add(render(freemarker, theme, job));
            } catch (Exception e) {
                mails.add(Map.of("error", job.mail() + " (" + job.locale() + "): " + e.getMessage()));
            }
        }
        System.out.write(json.writeValueAsBytes(mails));
        System.out.flush();
    }

    private static Map<String, String> render(Configuration freemarker, Path theme, Job job) throws Exception {
        Locale locale = Locale.forLanguageTag(job.locale());
        Properties messages = load(theme.resolve("messages/messages_" + locale + ".properties"));
        Properties properties = load(theme.resolve("theme.properties"));
        properties.putAll(job.properties());
        String subject = new MessageFormat(messages.getProperty(job.subjectKey(), job.subjectKey()), locale)
                .format(job.subjectArgs().toArray());
        Map<String, Object> model = new HashMap<>(job.data());
        if (model.get("event") instanceof Map<?, ?> event) {
            model.put("event", eventBean(event));
        }
        model.put("locale", locale);
        model.put("ltr", true);
        model.put("msg", new MessageFormatterMethod(locale, messages));
        model.put("kcSanitize", new KeycloakSanitizerMethod());
        model.put("properties", properties);
        model.put("subject", subject);
        Map<String, String> mail = new HashMap<>(Map.of("subject", subject));
        for (String part : List.of("html", "text")) {
            StringWriter out = new StringWriter();
            freemarker.getTemplate(part + "/" + job.mail() + ".ftl").process(model, out);
            mail.put(part, out.toString());
        }
        return mail;
    }

    private static EventBean eventBean(Map<?, ?> values) {
        Event event = new Event();
        event.setType(EventType.valueOf((String) values.get("type")));
        event.setTime(((Number) values.get("time")).longValue());
        event.setIpAddress((String) values.get("ipAddress"));
        Map<String, String> details = new HashMap<>();
        ((Map<?, ?>) values.get("details")).forEach((key, value) -> details.put((String) key, (String) value));
        event.setDetails(details);
        return new EventBean(event);
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
